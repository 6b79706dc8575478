package dev.watchword.account.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountStores;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.redis.RedisStore;
import dev.watchword.rootfs.HostRootFs;
import dev.watchword.rootfs.RootFs;
import dev.watchword.testing.DebianPackage;
import dev.watchword.testing.RootFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes in mount namespaces of their own. It takes root, as scanning other users' processes does. */
class ContainersIT {

    @TempDir
    private Path folder = Path.of("");

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    /** What is seen from outside must not count: links are those of the container, and so is what they lead to. */
    @Test
    void readsTheStoresOfAContainerFromItsOwnRoot() throws Exception {
        Files.writeString(folder.resolve("outside.conf"), "requirepass outside\n");
        RootFolder root = RootFolder.create(folder.resolve("box"))
                .write("/srv/real.conf", "requirepass inside1\n")
                .write("/old/.keep", "");
        Files.createDirectories(root.resolve("/etc/redis"));
        Files.createSymbolicLink(root.resolve("/etc/redis/redis.conf"), Path.of("/srv/real.conf"));
        Files.createSymbolicLink(root.resolve("/etc/redis/out.conf"), folder.resolve("outside.conf"));
        Process process = start(pivoting(root.path(), List.of()), root);
        String namespace = Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/ns/mnt"))
                .toString()
                .replaceAll("[^0-9]", "");
        RecordingSink told = told();
        Account account = theOne(told, "container " + namespace + ":/etc/redis/redis.conf");
        assertEquals("inside1", account.credentials().getFirst().latin1());
        assertTrue(told.covered.contains(account.store().path()));
        assertTrue(told.accounts.stream()
                .flatMap(each -> each.credentials().stream())
                .noneMatch(hash -> hash.latin1().equals("outside")));
    }

    @Test
    void readsAChrootUnderItsPath() throws Exception {
        RootFolder root =
                RootFolder.create(folder.resolve("jail")).write("/etc/redis/redis.conf", "requirepass inside2\n");
        start(root.entering(List.of("/bin/sleep", "600")), root);
        RecordingSink told = told();
        Account account = theOne(told, "chroot " + root.path() + ":/etc/redis/redis.conf");
        assertEquals("inside2", account.credentials().getFirst().latin1());
    }

    /** A unit with PrivateTmp: its namespace is another one, its root the machine's. */
    @Test
    void followsAServerThatOnlyHidesFoldersFromItself() throws Exception {
        DebianPackage.UTIL_LINUX.require();
        Path log = Files.createFile(folder.resolve("log"));
        Process process = new ProcessBuilder(
                        "/usr/bin/unshare",
                        "--mount",
                        "/bin/bash",
                        "-ec",
                        "mount -t tmpfs none /mnt; echo hidden; exec -a watchword-unit sleep 600")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        processes.add(process);
        Path name = Path.of("/proc/" + process.pid() + "/comm");
        for (int i = 0; i < 1_000 && !Files.readString(name).strip().equals("sleep"); i++) {
            assertTrue(process.isAlive(), () -> "it ended: " + log);
            Thread.sleep(10);
        }
        Path ours = Path.of("/proc/self/ns/mnt");
        assertNotEquals(
                Files.readSymbolicLink(ours), Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/ns/mnt")));
        RecordingSink sink = new RecordingSink();
        try (RootFs machine = HostRootFs.open(Path.of("/")).orElseThrow()) {
            List<RunningServer> found =
                    new RunningServers(machine, ServiceType.OTHER, sink).named(Set.of("watchword-unit"), Set.of());
            assertEquals(List.of("600"), found.getFirst().arguments());
        }
        assertEquals(List.of(), sink.diagnostics);
    }

    /** Anybody can make a namespace with whatever files he likes. */
    @Test
    void doesNotFollowWhatAUserMadeForHimself() throws Exception {
        RootFolder root = RootFolder.create(folder.resolve("own"))
                .write("/etc/redis/redis.conf", "requirepass inside3\n")
                .write("/old/.keep", "");
        Process process = start(pivoting(root.path(), List.of("--user", "--map-root-user")), root);
        RecordingSink told = told();
        assertTrue(told.accounts.stream()
                .flatMap(each -> each.credentials().stream())
                .noneMatch(hash -> hash.latin1().equals("inside3")));
        assertTrue(
                told.diagnostics.stream()
                        .anyMatch(line -> line.startsWith("/proc/" + process.pid() + " ")
                                && line.contains("made by a user for himself")),
                told.diagnostics::toString);
    }

    private static Account theOne(RecordingSink told, String store) {
        List<Account> found = told.accounts.stream()
                .filter(account -> account.store().path().equals(store))
                .toList();
        assertEquals(
                1,
                found.size(),
                () -> store + " in "
                        + told.accounts.stream()
                                .map(account -> account.store().path())
                                .toList());
        return found.getFirst();
    }

    private static RecordingSink told() {
        RecordingSink sink = new RecordingSink();
        try (RootFs machine = HostRootFs.open(Path.of("/")).orElseThrow()) {
            AccountStores.read(List.of(new RedisStore()), machine, sink);
        }
        return sink;
    }

    /** The words that make a folder the root of a new mount namespace, as runtimes of containers do, and sleep there. */
    private static List<String> pivoting(Path root, List<String> namespaces) {
        DebianPackage.UTIL_LINUX.require();
        List<String> words = new ArrayList<>(List.of("/usr/bin/unshare", "--mount", "--propagation", "private"));
        words.addAll(namespaces);
        words.addAll(List.of("/bin/sh", "-ec", """
                mount --rbind "$1" "$1"
                mount --rbind /usr "$1/usr"
                cd "$1"
                pivot_root . old
                cd /
                exec sleep 600
                """, "enter", root.toString()));
        return words;
    }

    /** Starts it and waits until it has its root, which its sleep shows. */
    private Process start(List<String> words, RootFolder root) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        processes.add(process);
        Path name = Path.of("/proc/" + process.pid() + "/comm");
        for (int i = 0; i < 1_000; i++) {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(folder.resolve("log")) + " in " + root);
            }
            if (Files.readString(name).strip().equals("sleep")) {
                return process;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("it did not get as far as its sleep");
    }
}
