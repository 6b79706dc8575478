package dev.watchword.account.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountStores;
import dev.watchword.account.RecordingSink;
import dev.watchword.rootfs.HostRootFs;
import dev.watchword.rootfs.RootFs;
import dev.watchword.testing.DebianPackage;
import dev.watchword.testing.RedisServer;
import dev.watchword.testing.RootFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers at places that nobody would guess: what they run with is found, or it is said that it is not. It takes root. */
class RunningRedisIT {

    @TempDir
    private Path folder = Path.of("");

    private final List<Process> processes = new ArrayList<>();
    private int port;

    @BeforeEach
    void takePort() throws IOException {
        DebianPackage.REDIS_SERVER.require();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void findsTheConfigurationWhereTheServerStands() throws Exception {
        Path config = config("odd.conf", "requirepass Inside-1", "dir " + folder);
        config("unused.conf", "port 1", "requirepass Unused-1", "dir " + folder);
        Process server = start("redis-server", config.toString());
        RecordingSink told = told();
        assertEquals(List.of("Inside-1"), passwords(told, config));
        assertEquals(List.of(), passwords(told, folder.resolve("unused.conf")), "nobody uses it");
        assertEquals(List.of(), about(told, server));
    }

    @Test
    void readsWhatTheServerWroteBack() throws Exception {
        Path config = config("odd.conf", "requirepass Before-1", "dir " + folder);
        start("redis-server", config.toString());
        send("AUTH Before-1", "CONFIG SET requirepass After-1", "ACL SETUSER ann on >Ann-1 +@all", "CONFIG REWRITE");
        RecordingSink told = told();
        assertTrue(
                passwords(told, config).contains("After-1"),
                () -> passwords(told, config).toString());
        assertTrue(told.accounts.stream()
                .anyMatch(account -> account.userName().equals("ann")
                        && account.store().path().equals(config.toString())));
    }

    @Test
    void saysWhenAServerRunsWithoutAFile() throws Exception {
        Process server = start(
                "redis-server",
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--requirepass",
                "On-The-Line-1",
                "--dir",
                folder.toString());
        RecordingSink told = told();
        List<String> about = about(told, server);
        assertEquals(1, about.size(), about::toString);
        assertTrue(about.getFirst().contains("127.0.0.1:" + port), about::toString);
        assertTrue(about.getFirst().contains("its users are not known"), about::toString);
        assertTrue(about.stream().noneMatch(line -> line.contains("On-The-Line")));
    }

    @Test
    void findsASentinel() throws Exception {
        Path config = config(
                "watch.conf",
                "dir " + folder,
                "sentinel monitor shop 127.0.0.1 1 1",
                "sentinel auth-pass shop Master-1");
        Process server = start("redis-server", config.toString(), "--sentinel");
        RecordingSink told = told();
        assertTrue(passwords(told, config).contains("Master-1"), () -> told.incomplete.toString());
        assertEquals(List.of(), about(told, server));
    }

    /** One in a chroot with a network of its own, whose files are not the machine's. */
    @Test
    void followsAServerIntoItsOwnRoot() throws Exception {
        RootFolder root = RootFolder.create(folder.resolve("box"));
        try (RedisServer server = RedisServer.start(root, RedisServer.DEFAULT_CONFIG + "requirepass Boxed-1\n")) {
            assertTrue(server.login("default", "Boxed-1"));
            RecordingSink told = told();
            String store = "chroot " + root.path() + ":" + RedisServer.CONFIG;
            assertTrue(
                    told.accounts.stream()
                            .filter(account -> account.store().path().equals(store))
                            .flatMap(account -> account.credentials().stream())
                            .anyMatch(hash -> hash.latin1().equals("Boxed-1")),
                    () -> told.incomplete.toString());
            assertEquals(
                    List.of(),
                    told.incomplete.stream()
                            .filter(line -> line.contains(root.path().toString()))
                            .toList());
            root.write(RedisServer.CONFIG, "port 1\nrequirepass Other-1\n");
            assertTrue(
                    told().incomplete.stream()
                            .anyMatch(line -> line.startsWith("chroot " + root.path() + ":/proc/")
                                    && line.contains("127.0.0.1:6379")),
                    "another configuration is not its own");
        }
    }

    private Path config(String name, String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("bind 127.0.0.1", "port " + port, "save \"\""));
        all.addAll(List.of(lines));
        return Files.write(folder.resolve(name), all);
    }

    /** Starts it and waits until it takes connections, by when it has its title. */
    private Process start(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        processes.add(process);
        Path line = Path.of("/proc/" + process.pid() + "/cmdline");
        for (int i = 0; i < 1_000; i++) {
            assertTrue(process.isAlive(), () -> "it ended");
            if (Files.readString(line).contains(":" + port) && answers()) {
                return process;
            }
            Thread.sleep(10);
        }
        throw new AssertionError(Files.readString(folder.resolve("log")));
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private void send(String... commands) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            for (String command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                byte[] answer = new byte[200];
                int length = socket.getInputStream().read(answer);
                assertEquals("+OK\r\n", new String(answer, 0, length, StandardCharsets.US_ASCII), command);
            }
        }
    }

    private static RecordingSink told() {
        RecordingSink sink = new RecordingSink();
        try (RootFs machine = HostRootFs.open(Path.of("/")).orElseThrow()) {
            AccountStores.read(List.of(new RedisStore()), machine, sink);
        }
        return sink;
    }

    private static List<String> passwords(RecordingSink told, Path config) {
        return told.accounts.stream()
                .filter(account -> account.store().path().equals(config.toString()))
                .map(Account::credentials)
                .flatMap(List::stream)
                .map(hash -> hash.latin1())
                .toList();
    }

    /** What is said of a process. */
    private static List<String> about(RecordingSink told, Process process) {
        return told.incomplete.stream()
                .filter(line -> line.startsWith("/proc/" + process.pid() + " "))
                .toList();
    }
}
