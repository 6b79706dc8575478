package dev.watchword.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootedMachineIT {

    private static final String NAMES = "watchword-test-";

    private static final String SSHD = "PermitRootLogin yes\nUsePAM yes\n";

    private MachineRoot machine;

    @BeforeEach
    void makeMachine(@TempDir Path folder) {
        machine = MachineRoot.create(folder);
    }

    @Test
    void bootsTwiceOnWhatTheFirstBootLeftAndLeavesNothingOfItself() throws IOException {
        machine.root()
                .write(
                        "/etc/systemd/system/counted.service",
                        "[Service]\nType=oneshot\nExecStart=/bin/sh -c 'echo boot >>/var/lib/boots'\n"
                                + "RemainAfterExit=yes\n");
        want("counted.service");
        machine.password("root", "Maple-tr33");
        for (int i = 0; i < 2; i++) {
            try (BootedMachine booted = BootedMachine.boot(machine, SSHD)) {
                assertEquals("systemd", booted.run("/bin/cat", "/proc/1/comm").strip());
                assertTrue(booted.logsIn("root", "Maple-tr33"));
                assertFalse(booted.logsIn("root", "Maple-tr34"));
                assertEquals("active", booted.property("counted.service", "ActiveState"));
                assertFalse(groups().isEmpty());
            }
            assertEquals(List.of(), groups());
        }
        assertEquals("boot\nboot\n", machine.root().read("/var/lib/boots"));
        assertFalse(Files.readString(Path.of("/proc/self/mountinfo"))
                .contains(machine.path().toString()));
    }

    @Test
    void machineThatEndsWhileItBootsSaysSoAndLeavesNothing() throws IOException {
        machine.root()
                .write(
                        "/etc/systemd/system/end.service",
                        "[Unit]\nBefore=multi-user.target\n[Service]\nType=oneshot\nExecStart=/bin/systemctl --force --force exit\n");
        want("end.service");
        FixtureFailure failure = assertThrows(FixtureFailure.class, () -> BootedMachine.boot(machine, SSHD));
        assertTrue(String.valueOf(failure.getMessage()).contains("ended while it booted"), failure::toString);
        assertEquals(List.of(), groups());
    }

    @Test
    void endsWithAJvmThatIsKilledAndLeavesNothing(@TempDir Path folder) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrphanMachine.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = jvm.inputReader()) {
            assertEquals("active", output.readLine());
            assertFalse(groups().isEmpty());
            jvm.destroyForcibly().waitFor();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!groups().isEmpty()) {
                assertTrue(System.nanoTime() < end, () -> "left: " + folder);
                Thread.sleep(50);
            }
        } finally {
            jvm.destroyForcibly();
        }
    }

    private void want(String unit) throws IOException {
        Path wanted = machine.root().resolve("/etc/systemd/system/multi-user.target.wants");
        Files.createDirectories(wanted);
        Files.createSymbolicLink(wanted.resolve(unit), Path.of("..", unit));
    }

    /** What machines have left, or have, of control groups; one that goes while it is looked at is none. */
    private static List<Path> groups() throws IOException {
        List<Path> found = new ArrayList<>();
        Path top = Path.of("/sys/fs/cgroup");
        try (DirectoryStream<Path> controllers = Files.newDirectoryStream(top)) {
            for (Path controller : controllers) {
                if (controller.getFileName().toString().startsWith(NAMES)) {
                    found.add(controller);
                } else if (Files.isDirectory(controller)) {
                    try (DirectoryStream<Path> groups = Files.newDirectoryStream(controller, NAMES + "*")) {
                        groups.forEach(found::add);
                    } catch (NoSuchFileException gone) {
                        // another program's group, which has ended since
                    }
                }
            }
        }
        return found;
    }
}
