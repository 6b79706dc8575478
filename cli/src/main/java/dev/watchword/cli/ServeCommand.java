package dev.watchword.cli;

import dev.watchword.server.ServerConfig;
import dev.watchword.server.WatchwordServer;
import dev.watchword.server.bootstrap.Credentials;
import dev.watchword.server.bootstrap.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: the server, until it is told to stop. */
@Command(
        name = "serve",
        description = "Run the server: the API and its state. SIGTERM lets running calls end and stops it.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private static final String PASSWORD_FILE = "WATCHWORD_ADMIN_PASSWORD_FILE";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = ServerConfig.LISTEN,
            description = "Where to listen (default: ${DEFAULT-VALUE}).")
    private String listen = ServerConfig.LISTEN;

    @Option(names = "--tls-cert", paramLabel = "PEM", description = "The certificate chain for HTTPS.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "PEM", description = "Its key, PKCS #8, mode 600.")
    private @Nullable Path key;

    @Option(
            names = "--behind-proxy",
            description = "A proxy in front ends TLS: listen in clear beyond loopback, and believe the last address"
                    + " of X-Forwarded-For when it comes from a loopback or private address.")
    private boolean behindProxy;

    @Override
    public Integer call() {
        ServerLog.toStandardError();
        long start = ProcessHandle.current()
                .info()
                .startInstant()
                .map(instant -> instant.toEpochMilli())
                .orElse(System.currentTimeMillis());
        WatchwordServer running = started();
        stopOnSignal(running);
        PrintWriter out = spec.commandLine().getOut();
        running.first().ifPresent(credentials -> tell(credentials, out));
        out.println(String.format(
                Locale.ROOT,
                "watchword: ready at %s (%.1f s)",
                running.endpoint(),
                (System.currentTimeMillis() - start) / 1_000.0));
        out.println("watchword: the console is at " + running.endpoint() + "/console");
        out.flush();
        return waited();
    }

    private WatchwordServer started() {
        try {
            return WatchwordServer.start(config());
        } catch (Refusal refusal) {
            throw Failure.of(refusal);
        } catch (IOException e) {
            throw Failure.failed("the server cannot start: " + Reasons.of(e));
        }
    }

    private ServerConfig config() throws Refusal {
        if ((certificate == null) != (key == null)) {
            throw new Refusal("--tls-cert and --tls-key belong together");
        }
        ServerConfig base = server.config();
        return new ServerConfig(
                base.data(),
                ServerConfig.address(listen),
                base.database(),
                certificate == null || key == null
                        ? Optional.empty()
                        : Optional.of(new ServerConfig.TlsFiles(certificate, key)),
                behindProxy,
                base.endpoint(),
                Optional.ofNullable(System.getenv(PASSWORD_FILE))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of));
    }

    /** A stop that was asked for is no failure: the exit status is 0, which a shutdown by signal would not give. */
    private static void stopOnSignal(WatchwordServer running) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            running.close();
                            Runtime.getRuntime().halt(Exit.DONE);
                        },
                        "stop"));
    }

    /** Secrets are shown to a person only; a pipe or a log gets the file's name. */
    private static void tell(Credentials first, PrintWriter out) {
        if (Terminal.outputIsSeen()) {
            out.println("This is the first start. These credentials may do everything, and are shown once:");
            out.println("    account           " + first.domainName());
            out.println("    user              " + first.userName());
            first.password().ifPresent(password -> out.println("    password          " + password));
            out.println("    access key        " + first.accessKeyId());
            out.println("    secret access key " + first.secretAccessKey());
        }
        out.println("watchword: the first credentials are in bootstrap.json of the data folder: store them elsewhere"
                + " and delete it");
    }

    private static int waited() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Exit.DONE;
    }
}
