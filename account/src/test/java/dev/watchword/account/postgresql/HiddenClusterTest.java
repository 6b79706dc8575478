package dev.watchword.account.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import dev.watchword.account.running.LiveRoot;
import dev.watchword.rootfs.HostRootFs;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server whose data the scan cannot see, as behind PrivateTmp or in mounts of its own, is never clean. */
class HiddenClusterTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aServerWhoseSocketAndDataAreHiddenIsIncomplete() throws IOException {
        Tree tree = server();
        assertIncomplete(read(), "no socket of the running server is seen, and its data folder is not either");
        tree.link("/proc/7/fd/3", "socket:[4711]");
        tree.bytes(
                "/proc/7/net/unix",
                "Num: 00000002 00000000 00010000 0001 01 4711 /tmp/.s.PGSQL.5432\n".getBytes(StandardCharsets.UTF_8));
        assertIncomplete(read(), "data folder cannot be seen");
    }

    private Tree server() throws IOException {
        Tree tree = new Tree(folder);
        tree.link("/proc/self/ns/mnt", "mnt:[1]");
        tree.link("/proc/7/ns/mnt", "mnt:[1]");
        tree.link("/proc/7/cwd", "/hidden/data");
        tree.bytes("/proc/7/cmdline", "/usr/bin/postgres\0-D\0/hidden/data\0".getBytes(StandardCharsets.UTF_8));
        tree.bytes("/proc/7/status", "Name:\tpostgres\nUid:\t0\t0\t0\t0\n".getBytes(StandardCharsets.UTF_8));
        return tree;
    }

    private RecordingSink read() {
        RecordingSink sink = new RecordingSink();
        try (RootFs root = HostRootFs.open(folder).orElseThrow()) {
            new PostgresqlStore(InstantSource.system()).read(new LiveRoot(root), sink);
        }
        return sink;
    }

    private static void assertIncomplete(RecordingSink told, String why) {
        assertEquals(1, told.incomplete.size(), told::words);
        assertTrue(told.incomplete.getFirst().startsWith("/hidden/data "), told::words);
        assertTrue(told.incomplete.getFirst().contains(why), told::words);
    }
}
