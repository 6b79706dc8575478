package dev.watchword.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * Debian's real Apache or nginx, running in a root on a free port of the loopback interface with the root's own configuration.
 * Closing kills it. Safe for use by several threads.
 */
public final class WebServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int ANSWER_MILLIS = 30_000;

    private final ServerProcess process;
    private final int port;

    private WebServer(String name, RootFolder root, List<String> words, int port) {
        this.port = port;
        this.process = ServerProcess.start(name, root.entering(ServerProcess.dyingWithParent(words)));
        process.awaitReady(START_LIMIT, this::answers);
    }

    /** Apache with {@code /etc/apache2/apache2.conf}, before which modules and the address are put. */
    public static WebServer apache(RootFolder root, String config) {
        DebianPackage.APACHE2_BIN.require();
        int port = FreePort.take();
        StringBuilder modules = new StringBuilder();
        for (String name : List.of("mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic")) {
            modules.append("LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n".formatted(name, name));
        }
        root.write("/etc/apache2/apache2.conf", modules + """
                ServerName localhost
                Listen 127.0.0.1:%d
                PidFile /run/apache2.pid
                ErrorLog /dev/stderr
                DefaultRuntimeDir /run
                User www-data
                Group www-data
                """.formatted(port) + config);
        return new WebServer(
                "apache2",
                root,
                List.of("/usr/sbin/apache2", "-D", "FOREGROUND", "-f", "/etc/apache2/apache2.conf"),
                port);
    }

    /** nginx with {@code /etc/nginx/nginx.conf}; {@code config} stands in its only server. */
    public static WebServer nginx(RootFolder root, String config) {
        Path program = Path.of(FtpServer.UNPACKED, "usr/sbin/nginx");
        DebianPackage.require("nginx", program);
        int port = FreePort.take();
        root.write("/var/lib/nginx/.keep", "").write("/var/log/nginx/.keep", "");
        root.write("/etc/nginx/nginx.conf", """
                user www-data;
                pid /run/nginx.pid;
                error_log stderr;
                events { }
                http {
                  access_log off;
                  server {
                    listen 127.0.0.1:%d;
                    %s
                  }
                }
                """.formatted(port, config));
        return new WebServer(
                "nginx", root, List.of(program.toString(), "-c", "/etc/nginx/nginx.conf", "-g", "daemon off;"), port);
    }

    /** Whether the server lets this user in at the path. */
    public boolean login(String path, String user, String password) {
        String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        try {
            int status = status(path, "Authorization: Basic " + both + "\r\n");
            if (status != 200 && status != 401) {
                throw new FixtureFailure("the web server answers " + status + "; its last lines: " + process.logTail());
            }
            return status == 200;
        } catch (IOException e) {
            throw new UncheckedIOException("the web server does not answer; its last lines: " + process.logTail(), e);
        }
    }

    private boolean answers() {
        try {
            return status("/", "") > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The status of one request (RFC 9112). */
    private int status(String path, String header) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = in.readLine();
            if (line == null || !line.matches("HTTP/1\\.[01] [0-9]{3}.*")) {
                throw new IOException("no answer of HTTP");
            }
            return Integer.parseInt(line.substring(9, 12));
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
