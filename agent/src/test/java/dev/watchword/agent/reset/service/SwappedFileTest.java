package dev.watchword.agent.reset.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.watchword.agent.reset.Held;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.HostRootFs;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who may write a service's folder swaps its files while the agent, which is root, reads them. */
class SwappedFileTest {

    private static final int READS = 2_000;

    @TempDir
    private Path home = Path.of("");

    @Test
    void readsInTheSafestWayThatTheMachineHas() throws IOException {
        List<RootFs> roots = new ArrayList<>();
        FilePasswords passwords = new FilePasswords(home, (root, name) -> {
            roots.add(root);
            return new FileAccounts.Found(List.of(), true);
        });
        assertEquals(Held.UNKNOWN, passwords.holds("joe", new byte[0]));
        assertInstanceOf(HostRootFs.class, roots.getFirst());
    }

    @Test
    void neitherLeavesTheRootNorWaits() throws Exception {
        Path root = Files.createDirectory(home.resolve("root"));
        Path file = Files.writeString(root.resolve("users"), "inside");
        Path outside = Files.writeString(home.resolve("outside"), "outside");
        Path link = Files.createSymbolicLink(home.resolve("link"), outside);
        Path pipe = home.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        List<String> found = new ArrayList<>();
        FilePasswords passwords = new FilePasswords(root, (files, name) -> {
            if (files.open("/users", new FileLimits(100, 100)) instanceof RootFs.Opened.File opened) {
                try (var input = opened.input()) {
                    found.add(new String(input.readAllBytes(), StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    found.add("inside");
                }
            }
            return new FileAccounts.Found(List.of(), true);
        });
        AtomicBoolean over = new AtomicBoolean();
        Thread swapper = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                swap(file, link, pipe);
            }
        });
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            for (int i = 0; i < READS; i++) {
                passwords.holds("joe", new byte[0]);
            }
        });
        over.set(true);
        swapper.join();
        assertEquals(List.of("inside"), found.stream().distinct().toList());
    }

    /** The file, a link out of the root, a pipe that nobody writes, and the file again; each by one rename. */
    private static void swap(Path file, Path link, Path pipe) {
        try {
            Path kept = file.resolveSibling("kept");
            Path next = file.resolveSibling("next");
            Files.createLink(kept, file);
            for (Path each : List.of(link, pipe, kept)) {
                Files.createLink(next, each);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.delete(kept);
        } catch (IOException e) {
            throw new AssertionError("cannot swap", e);
        }
    }
}
