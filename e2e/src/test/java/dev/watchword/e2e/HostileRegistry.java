package dev.watchword.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.TarBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A registry that lies: each of its repositories in {@code team} in another way. Safe for use by many threads. */
final class HostileRegistry implements AutoCloseable {

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final HttpServer server;
    private final HttpServer elsewhere;
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final List<String> followed = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    HostileRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        elsewhere.createContext("/", exchange -> {
            followed.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        elsewhere.start();
    }

    /** {@code HOST:PORT}. */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked of a host that the registry has no say over. */
    List<String> followed() {
        return List.copyOf(followed);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/");
            if (path.length < 6) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            if (path[4].equals("manifests")) {
                byte[] manifest = manifest(path[3]);
                exchange.getResponseHeaders().set("Content-Type", MANIFEST);
                exchange.getResponseHeaders().set("Docker-Content-Digest", OciLayout.digest(manifest));
                send(exchange, manifest);
                return;
            }
            blob(exchange, path[3], path[5]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void blob(HttpExchange exchange, String repository, String digest)
            throws IOException, InterruptedException {
        byte[] known = blobs.getOrDefault(repository + digest, new byte[0]);
        boolean isLayer = digest.equals(OciLayout.digest(layer(repository)));
        if (!isLayer) {
            send(exchange, known);
            return;
        }
        switch (repository) {
            case "metadata" -> {
                // the port is not the registry's, and so another host
                String place = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/latest/meta-data";
                exchange.getResponseHeaders().set("Location", place);
                exchange.sendResponseHeaders(307, -1);
            }
            case "swapped" -> {
                byte[] lie = layer(repository);
                // its time, which unpacking does not look at (RFC 1952, 2.3)
                lie[4] ^= 1;
                send(exchange, lie);
            }
            case "stalled" -> {
                exchange.sendResponseHeaders(200, layer(repository).length);
                exchange.getResponseBody().write(layer(repository), 0, 10);
                exchange.getResponseBody().flush();
                end.await();
            }
            default -> send(exchange, known.length == 0 ? layer(repository) : known);
        }
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        if (!exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseBody().write(body);
        }
    }

    private byte[] manifest(String repository) {
        String text = switch (repository) {
            case "garbage" -> "{\"schemaVersion\":\"two\",\"layers\":{\"0\":[]},\"config\":17}";
            case "deep" -> "[".repeat(100_000);
            case "large" -> "{\"schemaVersion\":2,\"x\":\"" + "x".repeat(5 << 20) + "\"}";
            case "layers" -> ordinary(repository, 200, layer(repository).length);
            case "size" -> ordinary(repository, 1, layer(repository).length - 5);
            default -> ordinary(repository, 1, layer(repository).length);
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Each repository has a layer of its own: one that was verified is not asked for again. */
    private static byte[] layer(String repository) {
        return TarBuilder.gzip(archive(repository));
    }

    private static byte[] archive(String repository) {
        return new TarBuilder().file("etc/" + repository, "x").bytes();
    }

    private synchronized String ordinary(String repository, int layers, long size) {
        String layer =
                OciLayout.descriptor(MANIFEST.replace("manifest", "layer"), OciLayout.digest(layer(repository)), size);
        String diffId = "\"" + OciLayout.digest(archive(repository)) + "\"";
        byte[] config =
                ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                                + String.join(",", Collections.nCopies(layers, diffId)) + "]}}")
                        .getBytes(StandardCharsets.UTF_8);
        blobs.put(repository + OciLayout.digest(config), config);
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":"
                + OciLayout.descriptor(
                        "application/vnd.oci.image.config.v1+json", OciLayout.digest(config), config.length)
                + ",\"layers\":[" + String.join(",", Collections.nCopies(layers, layer)) + "]}";
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        elsewhere.stop(0);
    }
}
