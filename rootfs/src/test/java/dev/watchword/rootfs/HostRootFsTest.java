package dev.watchword.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostRootFsTest extends RootFsContract {

    private final List<RootFs> opened = new ArrayList<>();

    @Override
    protected RootFs rootOf(Path folder) {
        RootFs root = HostRootFs.open(folder).orElseThrow();
        opened.add(root);
        return root;
    }

    @AfterEach
    void close() {
        opened.forEach(RootFs::close);
    }

    @Test
    void givesAFolderAsARootOfItsOwn() throws IOException {
        Files.createDirectories(tree.resolve("store/layer/usr"));
        Files.writeString(tree.resolve("store/layer/usr/file"), "inside");
        Files.writeString(tree.resolve("file"), "above");
        link("store/layer/absolute", "/usr/file");
        link("store/layer/climbing", "../../../file");
        link("layer", "/store/layer");
        link("out", outside.toString());
        RootFs root = rootOf(tree);
        try (RootFs layer = root.folder("/layer").orElseThrow()) {
            root.close();
            assertInstanceOf(RootFs.Opened.File.class, layer.open("/absolute", FileLimits.CONFIGURATION));
            assertInstanceOf(RootFs.Opened.Refused.class, layer.open("/climbing", FileLimits.CONFIGURATION));
        }
        try (RootFs again = rootOf(tree)) {
            assertTrue(again.folder("/file").isEmpty());
            assertTrue(again.folder("/missing").isEmpty());
            assertTrue(again.folder("/out").isEmpty());
        }
    }

    @Test
    void devicesAndSwitchesAreNeverOpened() {
        assertEquals(
                new RootFs.Opened.Refused(new Unreadable.WrongKind(FileKind.SPECIAL)),
                rootOf(Path.of("/dev")).open("/zero", FileLimits.CONFIGURATION));
        // a kernel switch that is write-only for everybody, root too
        assertEquals(
                new RootFs.Opened.Refused(new Unreadable.Denied()),
                rootOf(Path.of("/proc/sys/net/ipv4/route")).open("/flush", FileLimits.CONFIGURATION));
    }

    @Test
    void theMachineItselfCanBeTheRoot() {
        RootFs machine = rootOf(Path.of("/"));
        assertEquals("/", machine.name());
        assertInstanceOf(RootFs.Stat.Found.class, machine.stat("/proc/self/status"));
    }

    @Test
    void followsNoLinkOfProcThatLeadsOutOfTheRoot() {
        assertInstanceOf(
                RootFs.Stat.Refused.class, rootOf(Path.of("/proc/self")).stat("/root/etc/passwd"));
    }

    @Test
    void tellsWhereALinkPointsWithoutFollowingIt() throws IOException {
        link("etc/link", "../../secret");
        Files.writeString(tree.resolve("etc/file"), "");
        assertEquals(Optional.of("../../secret"), rootOf(tree).link("/etc/link"));
        assertEquals(Optional.empty(), rootOf(tree).link("/etc/file"));
        assertEquals(Optional.empty(), rootOf(tree).link("/etc/.."));
        assertEquals(Optional.empty(), rootOf(tree).link("/none/link"));
        assertEquals(
                Optional.of(Path.of("").toAbsolutePath().toString()),
                rootOf(Path.of("/")).link("/proc/self/cwd"));
    }

    @Test
    void whatIsNoFolderIsNoRoot() throws IOException {
        assertTrue(HostRootFs.open(outside.resolve("none")).isEmpty());
        assertTrue(
                HostRootFs.open(Files.writeString(outside.resolve("file"), "")).isEmpty());
    }

    @Test
    void aClosedRootAnswersNothing() {
        RootFs root = rootOf(tree);
        root.close();
        assertThrows(IllegalStateException.class, () -> root.stat("/"));
    }

    @Test
    void deepFoldersNeedNoHandles() throws IOException {
        String deep = "/d".repeat(500);
        Files.createDirectories(Path.of(tree + deep));
        Files.writeString(Path.of(tree + deep + "/file"), "deep");
        assertEquals("deep", text(deep + "/file"));
    }

    /** Somebody acts at the worst moment of each step: what is read is the file that was there, or nothing. */
    @ParameterizedTest
    @EnumSource(HostRootFs.Step.class)
    void whateverTakesItsPlaceIsNotRead(HostRootFs.Step moment) throws IOException {
        for (Replacement replacement : Replacement.values()) {
            Path place = tree.resolve("etc/shadow");
            Files.writeString(place, "inside");
            AtomicBoolean acted = new AtomicBoolean();
            HostRootFs.Seam attacker = step -> {
                if (step == moment && acted.compareAndSet(false, true)) {
                    replacement.put(place, outside.resolve("secret"));
                }
            };
            try (RootFs root = HostRootFs.open(tree, attacker).orElseThrow()) {
                acted.set(false);
                Files.deleteIfExists(place);
                Files.writeString(place, "inside");
                assertTimeoutPreemptively(
                        Duration.ofSeconds(10), () -> readsInsideOnly(root, "/etc/shadow"), replacement.name());
                assertTrue(acted.get());
            }
            Files.delete(place);
        }
    }

    private enum Replacement {
        LINK_OUT {
            @Override
            void stand(Path place, Path secret) throws IOException {
                Files.createSymbolicLink(place, secret);
            }
        },
        FIFO {
            @Override
            void stand(Path place, Path secret) throws IOException {
                fifo(place);
            }
        },
        DEVICE {
            @Override
            void stand(Path place, Path secret) throws IOException {
                Files.createSymbolicLink(place, Path.of("/dev/zero"));
            }
        };

        abstract void stand(Path place, Path secret) throws IOException;

        void put(Path place, Path secret) {
            try {
                Files.delete(place);
                stand(place, secret);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void survivesAThousandSwaps() throws Exception {
        raceAgainstASwapper(1_000);
    }

    @Test
    @Tag("long")
    void survivesAHundredThousandSwaps() throws Exception {
        raceAgainstASwapper(100_000);
    }

    /** Another process swaps the folder for a link and the file for a FIFO, a link and back, as fast as it can. */
    private void raceAgainstASwapper(int readings) throws Exception {
        Files.createDirectory(tree.resolve("inside"));
        Files.writeString(tree.resolve("inside/file"), "inside");
        Files.createDirectory(outside.resolve("elsewhere"));
        Files.writeString(outside.resolve("elsewhere/file"), "outside");
        String loop = """
                use POSIX qw(mkfifo);
                chdir shift or die;
                symlink "../elsewhere", "away" or die;
                until (-e "stop") {
                    mkfifo "new", 0600;
                    rename "new", "inside/file";
                    rename "inside", "aside"; rename "away", "inside";
                    rename "inside", "away"; rename "aside", "inside";
                    symlink "../../secret", "new";
                    rename "new", "inside/file";
                    open my $plain, ">", "new"; print $plain "inside"; close $plain;
                    rename "new", "inside/file";
                }
                """;
        Process swapper = new ProcessBuilder("perl", "-e", loop, tree.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            RootFs root = rootOf(tree);
            int read = assertTimeoutPreemptively(Duration.ofSeconds(60 + readings / 100), () -> {
                int seen = 0;
                while (seen < readings) {
                    seen += readsInsideOnly(root, "/inside/file") ? 1 : 0;
                    assertTrue(swapper.isAlive());
                }
                return seen;
            });
            assertEquals(readings, read);
        } finally {
            Files.createFile(tree.resolve("stop"));
            swapper.waitFor();
        }
    }

    private static boolean readsInsideOnly(RootFs root, String path) throws IOException {
        return switch (root.open(path, FileLimits.CONFIGURATION)) {
            case RootFs.Opened.Refused refused -> false;
            case RootFs.Opened.File file -> {
                try (BoundedInput input = file.input()) {
                    String content = new String(input.readAllBytes(), StandardCharsets.UTF_8);
                    assertTrue(content.isEmpty() || content.equals("inside"), content);
                    yield true;
                }
            }
        };
    }

    private static void fifo(Path place) throws IOException {
        try {
            assertEquals(
                    0, new ProcessBuilder("mkfifo", place.toString()).start().waitFor());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
