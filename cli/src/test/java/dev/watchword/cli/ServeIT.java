package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process of its own, as an operator starts and stops it. */
class ServeIT {

    private static final Pattern READY = Pattern.compile("watchword: ready at (\\S+) \\(([0-9.]+) s\\)");

    @TempDir
    private Path folder = Path.of("unset");

    /** A server that said that it is ready. */
    private record Running(Process process, URI address, double seconds) implements AutoCloseable {

        /** Its standard error goes to {@code server.err} of the folder. */
        static Running start(Path folder, String... arguments) throws IOException {
            Process process = new ProcessBuilder(CommandRun.commandLine(List.of("-Xss2m"), arguments))
                    .redirectError(folder.resolve("server.err").toFile())
                    .start();
            BufferedReader out = process.inputReader();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher ready = READY.matcher(line);
                if (ready.matches()) {
                    return new Running(process, URI.create(ready.group(1)), Double.parseDouble(ready.group(2)));
                }
                assertFalse(line.contains("password  "), "no secret into a pipe");
            }
            throw new AssertionError("it ended: " + Files.readString(folder.resolve("server.err")));
        }

        void signal() {
            process.destroy(); // SIGTERM
        }

        int exit() throws InterruptedException {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "a guard against a hang");
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String get(URI address, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void firstStartMakesPrivateFilesAndTheSecondUsesThem() throws Exception {
        try (Running server = Running.start(folder, "serve", "--data", data(), "--listen", "127.0.0.1:0")) {
            System.out.println("ready after " + server.seconds() + " s");
            assertTrue(server.seconds() < 60, "a guard; the figure is printed");
            Path data = Path.of(data());
            assertEquals("rwx------", mode(data));
            for (String file : List.of("key", "state.db", "bootstrap.json", "lock")) {
                assertEquals("rw-------", mode(data.resolve(file)), file);
            }
            String told = Files.readString(data.resolve("bootstrap.json"));
            assertTrue(told.contains("\"endpoint\":\"" + server.address() + "\""), told);
            assertTrue(get(server.address(), "/health/ready").contains("{\"audit\":\"up\",\"database\":\"up\"}"));
            assertTrue(get(server.address(), "/openapi.json").contains("\"openapi\":\"3.1.0\""));
            assertTrue(get(server.address(), "/v1/watchword/audit-log").startsWith("HTTP/1.1 401"));
            assertTrue(get(server.address(), "/metrics").contains("watchword_http_calls_seconds_count"));

            CommandRun second = CommandRun.child(List.of(), "serve", "--data", data(), "--listen", "127.0.0.1:0");
            assertEquals(Exit.FAILED, second.exit());
            assertTrue(second.errText().contains("another watchword process"), second.errText());
            CommandRun recovery = CommandRun.child(List.of(), "recover-root", "--data", data());
            assertEquals(Exit.FAILED, recovery.exit(), "not while the server runs");

            server.signal();
            assertEquals(Exit.DONE, server.exit());
            assertEquals("", Files.readString(folder.resolve("server.err")), "nothing to say");

            CommandRun recovered = CommandRun.child(List.of(), "recover-root", "--data", data());
            assertEquals(Exit.DONE, recovered.exit(), recovered::errText);
            assertEquals("rw-------", mode(data.resolve("recovered.json")));
            Files.delete(data.resolve("key"));
            CommandRun keyless = CommandRun.child(List.of(), "serve", "--data", data(), "--listen", "127.0.0.1:0");
            assertEquals(Exit.USAGE, keyless.exit());
            assertTrue(keyless.errText().contains("backup"), keyless.errText());
            Path other = Files.writeString(data.resolve("key"), "0".repeat(64));
            Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
            CommandRun wrong = CommandRun.child(List.of(), "serve", "--data", data(), "--listen", "127.0.0.1:0");
            assertEquals(Exit.USAGE, wrong.exit());
            assertTrue(wrong.errText().contains("is not the one of this database"), wrong.errText());
        }
    }

    @Test
    void aSignalLetsARunningCallEnd() throws Exception {
        try (Running server = Running.start(folder, "serve", "--data", data(), "--listen", "127.0.0.1:0");
                Socket slow = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().getPort())) {
            OutputStream out = slow.getOutputStream();
            String request = "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n\r\nab";
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            TimeUnit.SECONDS.sleep(1);
            server.signal();
            TimeUnit.SECONDS.sleep(1);
            assertTrue(server.process().isAlive(), "it waits for the call");
            out.write("cd".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 "), answer);
            assertEquals(Exit.DONE, server.exit());
        }
    }

    @Test
    void headersThatTrickleAreCutOff() throws Exception {
        try (Running server = Running.start(folder, "serve", "--data", data(), "--listen", "127.0.0.1:0");
                Socket slow = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().getPort())) {
            OutputStream out = slow.getOutputStream();
            out.write("GET /health/live HTTP/1.1\r\nHost: x\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            long start = System.nanoTime();
            boolean open = true;
            while (open && System.nanoTime() - start < 120e9) {
                TimeUnit.SECONDS.sleep(1);
                try {
                    out.write('a');
                    open = slow.getInputStream().available() == 0;
                } catch (IOException e) {
                    open = false;
                }
            }
            assertFalse(open, "a busy trickle is no idle connection");
            assertTrue(get(server.address(), "/health/live").startsWith("HTTP/1.1 200"), "others are served");
        }
    }

    @Test
    void whatWouldBeUnsafeIsRefused() {
        CommandRun open = CommandRun.child(List.of(), "serve", "--data", data(), "--listen", "0.0.0.0:0");
        assertEquals(Exit.USAGE, open.exit());
        assertTrue(open.errText().contains("--tls-cert"), open.errText());
        CommandRun password = CommandRun.child(
                List.of(), "serve", "--data", data(), "--database", "jdbc:postgresql://h/n?user=u&password=hunter22");
        assertEquals(Exit.USAGE, password.exit());
        assertFalse(password.errText().contains("hunter22"));
    }

    @Test
    void speaksTls() throws Exception {
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("cert.pem");
        CommandRun made = CommandRun.of(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString()));
        assertEquals(0, made.exit(), made::errText);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        try (Running server = Running.start(
                folder,
                "serve",
                "--data",
                data(),
                "--listen",
                "127.0.0.1:0",
                "--tls-cert",
                certificate.toString(),
                "--tls-key",
                key.toString())) {
            assertEquals("https", server.address().getScheme());
            HttpsURLConnection call = (HttpsURLConnection)
                    server.address().resolve("/health/live").toURL().openConnection();
            call.setSSLSocketFactory(trusting(certificate).getSocketFactory());
            assertEquals(200, call.getResponseCode());
            server.signal();
            assertEquals(Exit.DONE, server.exit());
        }
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        try (var in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
