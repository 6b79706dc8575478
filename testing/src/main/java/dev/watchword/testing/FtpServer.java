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
import java.util.ArrayList;
import java.util.List;

/**
 * One of Debian's real FTP servers, running in a machine's root on a free port of the loopback interface; its configuration is the
 * root's own. Debian installs only one FTP server at a time, so {@code install-peers} unpacks two of them into a
 * folder of their own. Closing kills it. Safe for use by several threads.
 */
public final class FtpServer implements AutoCloseable {

    /** Where the servers stand that are unpacked and not installed. */
    static final String UNPACKED = "/usr/local/lib/watchword-test-peers";

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int ANSWER_MILLIS = 30_000;

    private final ServerProcess process;
    private final int port;

    private FtpServer(String name, RootFolder root, List<String> words, int port) {
        this.port = port;
        this.process = ServerProcess.start(name, root.entering(ServerProcess.dyingWithParent(words)));
        process.awaitReady(START_LIMIT, this::answers);
    }

    /** vsftpd with {@code /etc/vsftpd.conf}, to which the address is added. */
    public static FtpServer vsftpd(RootFolder root, String config) {
        DebianPackage.VSFTPD.require();
        int port = FreePort.take();
        root.write("/run/vsftpd/empty/.keep", "").write("/etc/vsftpd.conf", config + """
                listen=YES
                listen_address=127.0.0.1
                listen_port=%d
                background=NO
                secure_chroot_dir=/run/vsftpd/empty
                """.formatted(port));
        return new FtpServer("vsftpd", root, List.of("/usr/sbin/vsftpd", "/etc/vsftpd.conf"), port);
    }

    /** ProFTPD with {@code /etc/proftpd/proftpd.conf}, to which the address is added. */
    public static FtpServer proftpd(RootFolder root, String config) {
        Path program = Path.of(UNPACKED, "usr/sbin/proftpd");
        DebianPackage.require("proftpd-core", program);
        int port = FreePort.take();
        root.write("/etc/proftpd/proftpd.conf", """
                ServerType standalone
                DefaultAddress 127.0.0.1
                Port %d
                UseReverseDNS off
                User nobody
                Group nogroup
                ModulePath %s/usr/lib/proftpd
                ScoreboardFile /run/proftpd.score
                PidFile /run/proftpd.pid
                DelayEngine off
                """.formatted(port, UNPACKED) + config);
        return new FtpServer(
                "proftpd", root, List.of(program.toString(), "--nodaemon", "-c", "/etc/proftpd/proftpd.conf"), port);
    }

    /** Pure-FTPd with further options, e.g. {@code -l puredb:/etc/pure-ftpd/pureftpd.pdb}. */
    public static FtpServer pureFtpd(RootFolder root, List<String> options) {
        Path program = Path.of(UNPACKED, "usr/sbin/pure-ftpd");
        DebianPackage.require("pure-ftpd", program);
        int port = FreePort.take();
        List<String> words = new ArrayList<>(
                List.of(program.toString(), "--bind", "127.0.0.1," + port, "--pidfile", "/run/pure-ftpd.pid"));
        words.addAll(options);
        return new FtpServer("pure-ftpd", root, words, port);
    }

    /** Makes Pure-FTPd's database from its text, with its own tool. */
    public static void makePureDb(RootFolder root, String text, String database) {
        Path program = Path.of(UNPACKED, "usr/bin/pure-pw");
        DebianPackage.require("pure-ftpd-common", program);
        Command.of(root.entering(List.of(program.toString(), "mkdb", database, "-f", text)))
                .runOrFail();
    }

    /** Whether the server lets this user in with this password. */
    public boolean login(String user, String password) {
        try (Conversation talk = new Conversation()) {
            int asked = talk.say("USER " + user);
            return asked == 230 || asked == 331 && talk.say("PASS " + password) == 230;
        } catch (IOException e) {
            throw new UncheckedIOException("the FTP server does not answer; its last lines: " + process.logTail(), e);
        }
    }

    private boolean answers() {
        try (Conversation talk = new Conversation()) {
            return talk.greeting == 220;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }

    /** One control connection (RFC 959). */
    private final class Conversation implements AutoCloseable {

        private final Socket socket = new Socket();
        private final BufferedReader in;
        private final int greeting;

        Conversation() throws IOException {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            greeting = reply();
        }

        int say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            return reply();
        }

        /** The code of a reply; one of several lines ends with a blank behind the code. */
        private int reply() throws IOException {
            while (true) {
                String line = in.readLine();
                if (line == null) {
                    throw new IOException("the connection was closed");
                }
                if (line.matches("[0-9]{3} .*")) {
                    return Integer.parseInt(line.substring(0, 3));
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
