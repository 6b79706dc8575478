package dev.watchword.agent.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxMachineTest {

    private static final String KERNELS = "1ce13ecf-057a-44c8-b877-e8f0f18fa70a";

    /** Fields 3 to 21 and 23 and on of a real first process; its start goes between. */
    private static final String BEFORE = " S 0 1 1 0 -1 4194560 9 0 0 0 14 0 0 0 20 0 1 0 ";

    private static final String BEHIND = " 47468544 3534 18446744073709551615";

    @TempDir
    private Path proc = Path.of("");

    @BeforeEach
    void kernel() throws IOException {
        Files.createDirectories(proc.resolve("sys/kernel/random"));
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), KERNELS + "\n");
        Files.writeString(proc.resolve("uptime"), "1000.50 1900.00\n");
        Files.createDirectories(proc.resolve("1"));
    }

    @Test
    void takesTheKernelsWordOnAMachineThatBootedWithIt() throws IOException {
        LinuxMachine machine = first("1 (systemd)", 23);
        assertEquals(KERNELS, machine.bootId());
        assertEquals(Optional.of(Duration.ofMillis(1_000_500)), machine.uptime());
    }

    @Test
    void seesEachBootOfAContainerWithAServiceManager() throws IOException {
        LinuxMachine once = first("1 (systemd)", 40_000);
        LinuxMachine again = first("1 (systemd)", 90_000);
        assertNotEquals(once.bootId(), again.bootId());
        assertEquals(once.bootId(), first("1 (systemd)", 40_000).bootId());
        assertTrue(again.bootId().startsWith(KERNELS), again::bootId);
        assertEquals(Optional.of(Duration.ofMillis(100_500)), again.uptime());
    }

    @Test
    void takesNoRestartOfAContainersOnlyProgramForABoot() throws IOException {
        assertEquals(KERNELS, first("1 (java)", 40_000).bootId());
        assertEquals(KERNELS, first("1 (tini)", 90_000).bootId());
    }

    @Test
    void staysWithTheKernelsWordWhenTheFirstProcessTellsNothing() throws IOException {
        Files.delete(proc.resolve("1"));
        assertEquals(KERNELS, LinuxMachine.seenIn(proc).bootId());
        Files.createDirectory(proc.resolve("1"));
        for (String odd : new String[] {"", ")", "1 (systemd)", "1 (systemd) S 0", "1 (systemd)" + BEFORE + "x 1"}) {
            Files.writeString(proc.resolve("1/stat"), odd);
            assertEquals(KERNELS, LinuxMachine.seenIn(proc).bootId(), odd);
        }
    }

    private LinuxMachine first(String numberAndName, long ticks) throws IOException {
        Files.writeString(proc.resolve("1/stat"), numberAndName + BEFORE + ticks + BEHIND + "\n");
        return LinuxMachine.seenIn(proc);
    }
}
