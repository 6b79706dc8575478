package dev.watchword.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ServerProcessIT {

    @Test
    void diesWithAJvmThatIsKilled() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                folderOf(OrphanMaker.class),
                                folderOf(ServerProcess.class),
                                folderOf(NullMarked.class)),
                        OrphanMaker.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = jvm.inputReader()) {
            long pid = Long.parseLong(output.readLine());
            awaitWords(pid, true);

            jvm.destroyForcibly().waitFor();

            awaitWords(pid, false);
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void outlivesTheThreadThatStartedIt() throws Exception {
        ServerProcess[] started = new ServerProcess[1];
        Thread starter = Thread.ofPlatform().start(() -> started[0] = sleep());
        starter.join();
        try (ServerProcess server = started[0]) {
            Thread.sleep(300);
            assertTrue(server.isRunning());
        }
    }

    @Test
    void serverThatEndsWhileStartingFailsWithItsLastLines() {
        ServerProcess server = ServerProcess.start("sh", List.of("/bin/sh", "-c", "echo no such port; exit 3"));
        FixtureFailure failure =
                assertThrows(FixtureFailure.class, () -> server.awaitReady(Duration.ofSeconds(20), () -> false));
        assertTrue(failure.toString().contains("status 3"), failure.toString());
        assertTrue(failure.toString().contains("no such port"), failure.toString());
    }

    @Test
    void serverThatNeverAnswersIsStopped() {
        ServerProcess server = sleep();
        assertThrows(FixtureFailure.class, () -> server.awaitReady(Duration.ofMillis(100), () -> false));
        assertFalse(server.isRunning());
    }

    @Test
    void closingKillsAServerThatIgnoresTheRequest() {
        ServerProcess server = ServerProcess.start(
                "sh", List.of("/bin/sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"));
        server.awaitReady(Duration.ofSeconds(20), () -> server.logTail().contains("ready"));
        server.close();
        assertFalse(server.isRunning());
    }

    private static ServerProcess sleep() {
        return ServerProcess.start("sleep", ServerProcess.dyingWithParent(List.of("/usr/bin/sleep", "600")));
    }

    private static String folderOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** A dead process that nobody waits for keeps its number but has no words any more (proc(5), cmdline). */
    private static void awaitWords(long pid, boolean expected) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (wordsOf(pid).startsWith("/usr/bin/sleep") != expected) {
            assertTrue(System.nanoTime() < end, "process " + pid + " is still in the other state");
            Thread.sleep(20);
        }
    }

    private static String wordsOf(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }
}
