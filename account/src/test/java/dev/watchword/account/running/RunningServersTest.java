package dev.watchword.account.running;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.account.MemoryRoot;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.Tree;
import dev.watchword.rootfs.FolderRootFs;
import dev.watchword.rootfs.HostRootFs;
import dev.watchword.rootfs.RootFs;
import dev.watchword.testing.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class RunningServersTest {

    @TempDir
    private Path folder = Path.of("");

    private Tree tree = new Tree(Path.of(""));
    private final RecordingSink sink = new RecordingSink();

    @BeforeEach
    void plant() {
        tree = new Tree(folder);
        tree.link("/proc/self/ns/mnt", "mnt:[1]");
    }

    @Test
    void tellsWhatRunsAndWhereItStands() throws IOException {
        process(7, "/usr/sbin/vsftpd\0-v\0etc/my.conf\0", "mnt:[1]", "/srv");
        process(8, "cron\0", "mnt:[1]", "/");
        RunningServer server = servers(Set.of("vsftpd")).getFirst();
        assertEquals(List.of("-v", "etc/my.conf"), server.arguments());
        assertEquals(Optional.of("/srv/etc/my.conf"), server.path("etc/my.conf"));
        assertEquals(Optional.of("/etc/x"), server.path("/etc/x"));
    }

    /** Anybody can start a set-uid program by the name of a server, with folders of his own on its command line. */
    @Test
    void believesNoProcessThatSomebodyElseHasAHandIn() throws IOException {
        process(7, "/usr/sbin/vsftpd\0-v\0", "mnt:[1]", "/srv");
        for (String users :
                List.of("4242\t0\t0\t0", "0\t0\t4242\t0", "0\t0\t0\t4242", "4242\t4242\t4242\t4242", "0\t0\t0")) {
            users(7, users);
            assertEquals(List.of(), servers(Set.of("vsftpd")), users);
        }
        users(7, "0\t0\t0\t0");
        assertEquals(1, servers(Set.of("vsftpd")).size());
    }

    @Test
    void readsOptionsOfBothForms() {
        RunningServer server =
                new RunningServer("/proc/7", "java", List.of("-Da=1", "-Da=2", "-c", "/conf", "-c"), Optional.empty());
        assertEquals(Optional.of("2"), server.option("-Da"));
        assertEquals(Optional.of("/conf"), server.option("-c"));
        assertEquals(Optional.empty(), server.path("relative"));
    }

    /** nginx writes its title over its command line, and its workers run as somebody else. */
    @Test
    void readsTheCommandLineThatATitleRepeats() throws IOException {
        process(7, "nginx: master process /usr/sbin/nginx -c /srv/n.conf -g daemon off;\0", "mnt:[1]", "/");
        process(8, "nginx: worker process\0", "mnt:[1]", "/");
        tree.file("/proc/8/stat", "8 (nginx) a) S 7 7 7 0 -1");
        Files.setAttribute(tree.at("/proc/8"), "unix:uid", 4_712);
        List<RunningServer> servers = servers(Set.of("nginx"));
        assertEquals(1, servers.size());
        assertEquals(Optional.of("/srv/n.conf"), servers.getFirst().option("-c"));
        assertEquals(List.of(), sink.diagnostics);
    }

    /** Redis writes title and address into the first word, and the rest of its command line empty. */
    @Test
    void readsATitleThatStandsInOneWord() throws IOException {
        process(7, "/usr/bin/redis-server *:6379 [sentinel]\0\0\0", "mnt:[1]", "/");
        process(8, "/opt/my server/vsftpd\0", "mnt:[1]", "/");
        assertEquals(
                List.of("*:6379", "[sentinel]"),
                servers(Set.of("redis-server")).getFirst().arguments());
        assertEquals(1, servers(Set.of("vsftpd")).size(), "a folder with a blank is no title");
    }

    @Test
    void readsTheCommandOfTheUnitThatStartedIt() throws IOException {
        process(7, "redis-server *:7000\0", "mnt:[1]", "/");
        tree.file("/proc/7/cgroup", "0::/system.slice/system-redis.slice/redis@two.service")
                .file(
                        "/usr/lib/systemd/system/redis@.service",
                        "[Service]",
                        "ExecStart=/usr/bin/redis-server /etc/redis/%i.conf \\",
                        "  --daemonize no")
                .file(
                        "/etc/systemd/system/redis@.service.d/more.conf",
                        "[Service]",
                        "ExecStart=",
                        "ExecStart=-/usr/bin/redis-server \"/srv/%i of it.conf\" --port 7000");
        assertEquals(List.of("/usr/bin/redis-server", "/srv/two of it.conf", "--port", "7000"), unit("redis-server"));
        Files.delete(tree.at("/etc/systemd/system/redis@.service.d/more.conf"));
        assertEquals(
                List.of("/usr/bin/redis-server", "/etc/redis/two.conf", "--daemonize", "no"), unit("redis-server"));
        tree.file("/proc/7/cgroup", "0::/user.slice/session-1.scope");
        assertEquals(List.of(), unit("redis-server"));
    }

    private List<String> unit(String program) {
        try (RootFs root = HostRootFs.open(folder).orElseThrow()) {
            RunningServers running =
                    new RunningServers(new LiveRoot(root), ServiceType.REDIS, sink, process -> Optional.empty());
            return running.unitCommand(running.named(Set.of(program), Set.of()).getFirst());
        }
    }

    @Test
    void followsNobodyIntoAContainer() throws IOException {
        process(7, "vsftpd\0/etc/other.conf\0", "mnt:[2]", "/");
        assertEquals(List.of(), servers(Set.of("vsftpd")));
        assertEquals(
                List.of("/proc/7 vsftpd runs in a container: its files are not those of this root"), sink.diagnostics);
    }

    /** PrivateTmp of systemd: a namespace of its own, and the machine's root in it. */
    @Test
    void aServerThatOnlyHidesFoldersFromItselfIsFollowed() throws IOException {
        process(7, "vsftpd\0/etc/other.conf\0", "mnt:[2]", "/");
        tree.link("/proc/7/root", "/").link("/proc/7/ns/user", "user:[1]").link("/proc/self/ns/user", "user:[1]");
        assertEquals(1, servers(Set.of("vsftpd"), process -> Optional.of("1:2")).size());
        assertEquals(
                List.of(),
                servers(Set.of("vsftpd"), process -> Optional.of(process == 7 ? "3:2" : "1:2")),
                "another root");
        assertEquals(List.of(), servers(Set.of("vsftpd"), process -> Optional.empty()), "nobody knows");
        Files.delete(tree.at("/proc/7/ns/user"));
        tree.link("/proc/7/ns/user", "user:[2]");
        assertEquals(List.of(), servers(Set.of("vsftpd"), process -> Optional.of("1:2")), "made by a user for himself");
    }

    @Test
    void aCrowdOfPretendersIsToldOfInAHundredLines() throws IOException {
        for (int i = 0; i < 150; i++) {
            process(100 + i, "vsftpd\0", "mnt:[1]", "/");
            Files.setAttribute(tree.at("/proc/" + (100 + i)), "unix:uid", 4_712);
        }
        assertEquals(List.of(), servers(Set.of("vsftpd")));
        assertEquals(100, sink.diagnostics.size());
    }

    @Test
    void followsNobodyIntoAnotherRoot() throws IOException {
        process(7, "vsftpd\0/etc/other.conf\0", "mnt:[1]", "/");
        tree.link("/proc/7/root", "/srv/chroot");
        assertEquals(List.of(), servers(Set.of("vsftpd")));
    }

    @Test
    void believesRootAndTheServicesOwnUsersOnly() throws IOException {
        tree.file("/etc/passwd", "tomcat:x:4711:4711::/:/bin/false", "nobody:x:-1:-1::/:/bin/false");
        process(7, "java\0-Dcatalina.base=/home/mallory\0", "mnt:[1]", "/");
        Files.setAttribute(tree.at("/proc/7"), "unix:uid", 4_712);
        assertEquals(List.of(), servers(Set.of("java")));
        assertEquals(
                List.of(
                        "/proc/7 java runs as another user: where it says that its configuration stands is not believed"),
                sink.diagnostics);
        Files.setAttribute(tree.at("/proc/7"), "unix:uid", 4_711);
        assertEquals(1, servers(Set.of("java")).size());
    }

    @Test
    void asksALiveMachineOnly() throws IOException {
        process(7, "vsftpd\0/etc/other.conf\0", "mnt:[1]", "/");
        assertEquals(
                List.of(),
                new RunningServers(FolderRootFs.at(folder), ServiceType.FTP, sink).named(Set.of("vsftpd"), Set.of()));
    }

    @Test
    void findsThisVeryProcess() {
        try (RootFs machine = HostRootFs.open(Path.of("/")).orElseThrow()) {
            String program = ProcessHandle.current().info().command().orElseThrow();
            String name = program.substring(program.lastIndexOf('/') + 1);
            List<RunningServer> found =
                    new RunningServers(machine, ServiceType.OTHER, sink).named(Set.of(name), Set.of(userName()));
            assertEquals(
                    true,
                    found.stream()
                            .anyMatch(server -> server.workingFolder()
                                    .equals(Optional.of(
                                            Path.of("").toAbsolutePath().toString()))));
        }
    }

    /** What {@code /proc} tells of a process and its sockets, damaged. */
    public static Mutations.Trial mutations() {
        Map<String, byte[]> sound = Map.of(
                "/proc/7/cmdline",
                "nginx: master process /usr/sbin/nginx -c /srv/n.conf\0".getBytes(StandardCharsets.UTF_8),
                "/proc/7/status",
                "Name:\tnginx\nUid:\t0\t0\t0\t0\n".getBytes(StandardCharsets.UTF_8),
                "/proc/7/stat",
                "7 (nginx) a) S 7 7 7 0 -1".getBytes(StandardCharsets.UTF_8),
                "/proc/7/net/unix",
                "Num: 00000002 00000000 00010000 0001 01 4711 /run/a.sock\n".getBytes(StandardCharsets.UTF_8),
                "/etc/passwd",
                "www:x:33:33::/:/bin/false\n".getBytes(StandardCharsets.UTF_8),
                "/proc/7/fd/3",
                new byte[0]);
        List<String> paths = sound.keySet().stream().sorted().toList();
        return random -> {
            Map<String, byte[]> files = new HashMap<>(sound);
            files.computeIfPresent(
                    paths.get(random.nextInt(paths.size())), (path, bytes) -> Mutations.damaged(bytes, random));
            LiveRoot live = new LiveRoot(new MemoryRoot(files));
            List<RunningServer> found = new RunningServers(live, ServiceType.HTTP, new RecordingSink())
                    .named(Set.of("nginx"), Set.of("www"));
            return !found.isEmpty()
                    && ListeningSockets.of(live, found.getFirst()).equals(List.of("/run/a.sock"));
        };
    }

    private static String userName() {
        return System.getProperty("user.name");
    }

    private void process(int number, String commandLine, String namespace, String folderOf) throws IOException {
        tree.bytes("/proc/" + number + "/cmdline", commandLine.getBytes(StandardCharsets.UTF_8));
        users(number, "0\t0\t0\t0");
        tree.link("/proc/" + number + "/ns/mnt", namespace);
        tree.link("/proc/" + number + "/cwd", folderOf);
    }

    private void users(int number, String users) throws IOException {
        String status = "Name:\tUid:\\t0\nUid:\t" + users + "\nGid:\t0\t0\t0\t0\n";
        tree.bytes("/proc/" + number + "/status", status.getBytes(StandardCharsets.UTF_8));
    }

    private List<RunningServer> servers(Set<String> programs) {
        return servers(programs, process -> Optional.empty());
    }

    private List<RunningServer> servers(Set<String> programs, RunningServers.Roots roots) {
        try (RootFs root = HostRootFs.open(folder).orElseThrow()) {
            return new RunningServers(new LiveRoot(root), ServiceType.FTP, sink, roots)
                    .named(programs, Set.of("tomcat", "nobody"));
        }
    }
}
