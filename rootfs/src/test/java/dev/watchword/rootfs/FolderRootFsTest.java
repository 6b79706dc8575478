package dev.watchword.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FolderRootFsTest extends RootFsContract {

    @Override
    protected RootFs rootOf(Path folder) {
        return FolderRootFs.at(folder);
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
    void permissionDeniedIsToldApart() {
        // a kernel switch that is write-only for everybody, root too
        RootFs switches = FolderRootFs.at(Path.of("/proc/sys/net/ipv4/route"));
        assertEquals(
                new RootFs.Opened.Refused(new Unreadable.Denied()), switches.open("/flush", FileLimits.CONFIGURATION));
        assertEquals(new Unreadable.Denied(), FolderRootFs.why(new AccessDeniedException("/secret/path")));
    }

    @Test
    void failuresTellNoPath() {
        Unreadable told = FolderRootFs.why(new FileSystemException("/secret/path", null, "Input/output error"));
        assertEquals("cannot be opened: Input/output error", told.reason());
        assertFalse(FolderRootFs.why(new IOException("/secret/path")).reason().contains("secret"));
    }

    @Test
    void devicesAreNeverOpened() {
        RootFs devices = FolderRootFs.at(Path.of("/dev"));
        assertEquals(
                new RootFs.Opened.Refused(new Unreadable.WrongKind(FileKind.SPECIAL)),
                devices.open("/zero", FileLimits.CONFIGURATION));
    }

    @Test
    void theMachineItselfCanBeTheRoot() {
        RootFs machine = FolderRootFs.at(Path.of("/"));
        assertEquals("/", machine.name());
        assertInstanceOf(RootFs.Stat.Found.class, machine.stat("/proc/self/status"));
    }

    @Test
    void aMissingRootIsMissing() {
        RootFs none = FolderRootFs.at(outside.resolve("none"));
        assertEquals(new RootFs.Stat.Refused(new Unreadable.Missing()), none.stat("/"));
    }

    @Test
    void refusesFoldersDeeperThanItsHandles() throws IOException {
        StringBuilder path = new StringBuilder();
        for (int depth = 0; depth < FolderRootFs.MAX_DEPTH; depth++) {
            path.append("/d");
        }
        Files.createDirectories(Path.of(tree + path.toString()));
        Files.writeString(Path.of(tree + path.toString() + "/file"), "deep");
        assertEquals("deep", text(path + "/file"));
        Files.createDirectories(Path.of(tree + path.toString() + "/d"));
        assertInstanceOf(Unreadable.BadPath.class, refusal(path + "/d/file"));
    }

    @Test
    void neverReadsOutsideWhileAFolderIsSwappedForALink() throws Exception {
        Path inside = Files.createDirectory(tree.resolve("inside"));
        Files.writeString(inside.resolve("file"), "inside");
        Path elsewhere = Files.createDirectory(outside.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("file"), "outside");
        AtomicBoolean done = new AtomicBoolean();
        Thread swapper = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                swap(elsewhere);
            }
        });
        try {
            RootFs root = rootOf(tree);
            for (int i = 0; i < 2_000; i++) {
                if (root.open("/inside/file", FileLimits.CONFIGURATION) instanceof RootFs.Opened.File opened) {
                    try (BoundedInput input = opened.input()) {
                        assertEquals(
                                "inside", new String(input.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                    }
                }
            }
        } finally {
            done.set(true);
            swapper.join();
        }
    }

    private void swap(Path elsewhere) {
        Path inside = tree.resolve("inside");
        Path aside = tree.resolve("aside");
        try {
            Files.move(inside, aside);
            Files.createSymbolicLink(inside, elsewhere);
            Files.delete(inside);
            Files.move(aside, inside);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
