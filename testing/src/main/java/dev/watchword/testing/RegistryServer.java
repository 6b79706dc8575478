package dev.watchword.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian's real registry (the distribution project's), on a port of the loopback, with its images in a folder. With a login it
 * asks for that user's password (HTTP Basic); with TLS it has a certificate for {@code localhost} from an authority of its
 * own. skopeo(1) fills it. Closing kills it.
 */
public final class RegistryServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final ServerProcess process;
    private final Path folder;
    private final int port;
    private final boolean tls;
    private final List<String> login;

    private RegistryServer(ServerProcess process, Path folder, int port, boolean tls, List<String> login) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.tls = tls;
        this.login = login;
    }

    /** One that everybody may read and write, without TLS. */
    public static RegistryServer open(Path folder) {
        return start(folder, false, List.of());
    }

    /** One with TLS that asks for a password. */
    public static RegistryServer guarded(Path folder, String user, String password) {
        return start(folder, true, List.of(user, password));
    }

    private static RegistryServer start(Path folder, boolean tls, List<String> login) {
        DebianPackage.require(DebianPackage.DOCKER_REGISTRY, DebianPackage.SKOPEO, DebianPackage.OPENSSL);
        try {
            Files.createDirectories(folder.resolve("images"));
            int port = FreePort.take();
            StringBuilder config = new StringBuilder("""
                    version: 0.1
                    log: {level: error, accesslog: {disabled: true}}
                    storage: {filesystem: {rootdirectory: %s}}
                    """.formatted(folder.resolve("images")));
            if (!login.isEmpty()) {
                Files.writeString(folder.resolve("users"), login.getFirst() + ":" + bcrypt(login.get(1)) + "\n");
                config.append("auth: {htpasswd: {realm: images, path: %s}}\n".formatted(folder.resolve("users")));
            }
            config.append("http:\n  addr: 127.0.0.1:%d\n".formatted(port));
            if (tls) {
                makeCertificates(folder);
                config.append("  tls: {certificate: %s, key: %s}\n"
                        .formatted(folder.resolve("server.pem"), folder.resolve("server.key")));
            }
            Path file = Files.writeString(folder.resolve("config.yml"), config);
            ServerProcess process = ServerProcess.start(
                    "docker-registry",
                    ServerProcess.dyingWithParent(List.of("/usr/bin/docker-registry", "serve", file.toString())));
            process.awaitReady(START_LIMIT, () -> answers(port));
            return new RegistryServer(process, folder, port, tls, login);
        } catch (IOException e) {
            throw new FixtureFailure("cannot prepare a registry in " + folder, e);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The registry knows bcrypt only, which libcrypt has. */
    private static String bcrypt(String password) {
        return LibCrypt.crypt(password.getBytes(StandardCharsets.UTF_8), "$2b$05$abcdefghijklmnopqrstuu")
                .orElseThrow(() -> new FixtureFailure("this libcrypt has no bcrypt"))
                .replaceFirst("^\\$2b", "\\$2y");
    }

    private static void makeCertificates(Path folder) throws IOException {
        Files.writeString(folder.resolve("names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
        openssl(folder, "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.pem");
        openssl(folder, "req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr");
        openssl(
                folder,
                "x509 -req -days 2 -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial"
                        + " -extfile names -out server.pem");
    }

    private static void openssl(Path folder, String words) {
        List<String> command = new ArrayList<>(List.of("env", "-C", folder.toString(), "openssl"));
        command.addAll(List.of(words.split(" ")));
        Command.of(command).runOrFail();
    }

    /** {@code HOST:PORT}, as a reference to an image has it. */
    public String host() {
        return (tls ? "localhost:" : "127.0.0.1:") + port;
    }

    /** The certificate of the authority that signed this registry's. */
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /** Puts an image into the registry, and returns its reference. */
    public String push(Path layout, String name) {
        String reference = host() + "/" + name;
        List<String> words =
                new ArrayList<>(List.of("skopeo", "copy", "--quiet", "--preserve-digests", "--dest-tls-verify=false"));
        if (!login.isEmpty()) {
            // made up, and for this registry only: what is secret does not go into arguments otherwise
            words.add("--dest-creds=" + String.join(":", login));
        }
        words.addAll(List.of("oci:" + layout + ":latest", "docker://" + reference));
        Command.of(words).runOrFail();
        return reference;
    }

    @Override
    public void close() {
        process.close();
    }
}
