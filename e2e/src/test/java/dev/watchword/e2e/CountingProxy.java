package dev.watchword.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Stands before a registry, writes down what it is asked for, and can hold layers back. Safe for use by many threads. */
final class CountingProxy implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpServer server;
    private final String registry;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** @param registry {@code HOST:PORT}, without TLS */
    CountingProxy(String registry) {
        this.registry = registry;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::forward);
        server.start();
    }

    /** {@code HOST:PORT} to ask instead. */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The paths that were asked for since {@link #forget}. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** How many of them were for layers and configurations. */
    long blobs() {
        return asked.stream().filter(path -> path.contains("/blobs/")).count();
    }

    long manifests() {
        return asked.stream().filter(path -> path.contains("/manifests/")).count();
    }

    void forget() {
        asked.clear();
    }

    /** Answers no more for blobs until {@link #release}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    private void forward(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(path);
        try (exchange) {
            if (path.contains("/blobs/")) {
                gate.await();
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + registry + path));
            exchange.getRequestHeaders()
                    .getOrDefault("Accept", List.of())
                    .forEach(each -> request.header("Accept", each));
            HttpResponse<InputStream> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            for (String name : List.of("Content-Type", "Docker-Content-Digest", "Link")) {
                response.headers()
                        .firstValue(name)
                        .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
            }
            exchange.sendResponseHeaders(response.statusCode(), 0);
            try (InputStream in = response.body();
                    OutputStream out = exchange.getResponseBody()) {
                in.transferTo(out);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
