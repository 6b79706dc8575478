package dev.watchword.e2e;

import dev.watchword.server.database.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * {@code watchword serve} as an operator runs it: a child process on a fresh data folder and database. It is killed on {@link #close()}, and by the kernel when the test's JVM dies. Not safe for use by several threads.
 */
final class ServedWatchword implements AutoCloseable {

    /** A guard against a hang, not a measure: other builds may want the same processors. */
    private static final Duration START = Duration.ofMinutes(3);

    private static final Duration STOP = Duration.ofSeconds(15);

    private final Path folder;
    private final Optional<Postgres> postgres;
    private final int port;
    private final Bootstrap bootstrap;
    private Process process;

    private ServedWatchword(Path folder, Optional<Postgres> postgres) {
        this.folder = folder;
        this.postgres = postgres;
        this.port = freePort();
        this.process = started();
        this.bootstrap = Bootstrap.in(data());
    }

    /** Started for the first time, ready to answer. */
    static ServedWatchword on(Dialect dialect) {
        try {
            return new ServedWatchword(
                    Files.createTempDirectory("watchword-e2e"),
                    dialect == Dialect.POSTGRESQL ? Optional.of(Postgres.start()) : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started on the folder {@code data} below this one, which another command has left. */
    static ServedWatchword over(Path folder) {
        return new ServedWatchword(folder, Optional.empty());
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** A client without credentials. */
    Api api() {
        return Api.of(endpoint());
    }

    /** A client that signs with the root user's key. */
    Api root() {
        return api().as(bootstrap.key());
    }

    /** A client with a token of the root user for the first project. */
    Api rootByToken() {
        Reply reply = api().login(
                        bootstrap.domainName(), bootstrap.userName(), bootstrap.password(), bootstrap.projectId())
                .expect(201);
        return api().as(new Credential.Token(reply.header("X-Subject-Token").orElseThrow()));
    }

    /** A path of HSS in the first project. */
    String hss(String rest) {
        return "/v5/" + bootstrap.projectId() + rest;
    }

    /** A path of ECS in the first project. */
    String ecs(String rest) {
        return "/v1/" + bootstrap.projectId() + rest;
    }

    Bootstrap bootstrap() {
        return bootstrap;
    }

    /** The option {@code --data}. */
    Path data() {
        return folder.resolve("data");
    }

    long pid() {
        return process.pid();
    }

    /** All that it printed so far, both streams, every start. */
    String printed() {
        return text("out") + text("err");
    }

    /** Every folder in which this server or its database keeps anything. */
    List<Path> folders() {
        return Stream.concat(Stream.of(folder), postgres.stream().map(Postgres::folder))
                .toList();
    }

    /** Asks it to end as an operator does, with SIGTERM. */
    void stop() {
        process.toHandle().destroy();
        if (!gone(STOP)) {
            throw new AssertionError("still there " + STOP + " after SIGTERM:\n" + printed());
        }
    }

    /** Starts it again on what it left. */
    void startAgain() {
        if (process.isAlive()) {
            throw new IllegalStateException("it runs");
        }
        process = started();
    }

    /** Starts it again on what it left, with HTTPS; its address. */
    URI startAgainWithTls(Path certificate, Path key) {
        if (process.isAlive()) {
            throw new IllegalStateException("it runs");
        }
        int before = text("out").length();
        process = spawned(List.of("--tls-cert", certificate.toString(), "--tls-key", key.toString()));
        await(process, () -> text("out").substring(before).contains("watchword: ready at https://"));
        return URI.create("https://127.0.0.1:" + port);
    }

    /** The address of the state, for what no API can arrange. */
    String database() {
        return postgres.map(Postgres::url)
                .orElseGet(() -> "jdbc:sqlite:" + data().resolve("state.db") + "?busy_timeout=10000");
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        boolean gone = gone(STOP);
        postgres.ifPresent(Postgres::close);
        delete(folder);
        if (!gone) {
            throw new AssertionError("process " + pid() + " outlived its kill");
        }
    }

    private Process started() {
        Process child = spawned(List.of());
        await(child, this::ready);
        return child;
    }

    private Process spawned(List<String> more) {
        List<String> words = new ArrayList<>(List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--"));
        words.addAll(Built.watchword("-XX:+DisableAttachMechanism", "-XX:-UsePerfData", "-Xss2m"));
        words.addAll(List.of("serve", "--data", data().toString(), "--listen", "127.0.0.1:" + port));
        postgres.ifPresent(server -> words.addAll(List.of("--database", server.url())));
        words.addAll(more);
        try {
            return new ProcessBuilder(words)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("out").toFile()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("err").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(Process child, BooleanSupplier isReady) {
        long end = System.nanoTime() + START.toNanos();
        while (!isReady.getAsBoolean()) {
            if (!child.isAlive()) {
                throw new AssertionError("ended with status " + child.exitValue() + ":\n" + printed());
            }
            if (System.nanoTime() > end) {
                child.toHandle().destroyForcibly();
                throw new AssertionError("not ready after " + START + ":\n" + printed());
            }
            pause();
        }
    }

    private boolean ready() {
        try {
            return api().get("/health/ready").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private boolean gone(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String text(String stream) {
        Path file = folder.resolve(stream);
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
