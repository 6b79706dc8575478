package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.database.Dialect;
import dev.watchword.testing.BootedMachine;
import dev.watchword.testing.MachineRoot;
import dev.watchword.testing.PasswordTool;
import dev.watchword.testing.Porthole;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine on which {@code agent install} was run, and its boots: systemd itself orders, starts and limits what was installed. */
class MachineBootIT {

    private static final String OLD = "0ld-Passw0rd";
    private static final String NEW = "N3w-Passw0rd.x";
    private static final String WEAK = "qwerty123";
    private static final String SSHD = "PermitRootLogin yes\nUsePAM yes\n";

    /** As an operator gives some: at a tenth of a core the first scan would take its time. */
    private static final String OPTIONS = """
            [Service]
            ExecStart=
            ExecStart=/usr/lib/watchword/watchword-agent run --cpu-share 100 --budget 1s,2s
            """;

    private static final String RESET = "watchword-agent-reset.service";
    private static final String AGENT = "watchword-agent.service";

    @TempDir
    private Path home = Path.of("");

    private final ServedWatchword served = ServedWatchword.on(Dialect.SQLITE);

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void appliesAResetBeforeAnybodyCanLogInAndWatchesWithinItsLimits() throws Exception {
        MachineRoot machine = MachineRoot.create(Files.createDirectory(home.resolve("root")));
        machine.password("root", OLD);
        machine.user("ann").create();
        // Of a scheme that needs little of the agent's share.
        machine.password("ann", WEAK, PasswordTool.crypt("$1$saltsalt"));
        machine.root().write("/etc/machine-id", UUID.randomUUID().toString().replace("-", "") + "\n");
        try (BuiltAgent agent = BuiltAgent.in(home);
                Porthole porthole =
                        Porthole.open(machine, URI.create(served.endpoint()).getPort())) {
            assertEquals(0, agent.run("install", "--destination", machine.path().toString()), agent::printed);
            machine.root().write("/etc/systemd/system/" + AGENT + ".d/options.conf", OPTIONS);
            agent.enrol(served);
            Files.move(agent.state(), machine.path().resolve("var/lib/watchword-agent"));

            try (BootedMachine booted = BootedMachine.boot(machine, SSHD)) {
                resets().ask("root", NEW, "boot");
                assertTrue(booted.logsIn("root", OLD), "before the boot that the reset waits for");
            }
            try (BootedMachine booted = BootedMachine.boot(machine, SSHD)) {
                assertEquals("verified", resets().newest().path("state").textValue(), booted::journal);
                assertFalse(booted.logsIn("root", OLD));
                assertTrue(booted.logsIn("root", NEW));
                isOverBeforeAnybodyCanLogIn(booted);
                keepsTheAgentWithinItsLimits(booted);
                await("the finding", booted, () -> weaknesses().contains("common"));
                assertEquals("0", booted.property(AGENT, "NRestarts"));
                assertEquals("", booted.run("/bin/systemctl", "--failed", "--plain", "--no-legend"), booted::journal);
            }
            machine.password("root", OLD);
            try (BootedMachine booted = BootedMachine.boot(machine, SSHD)) {
                assertEquals("success", booted.property(RESET, "Result"), booted::journal);
                assertTrue(booted.logsIn("root", OLD), "applied twice");
            }
        }
    }

    /** By systemd's own clock: whatever lets somebody in was begun after the unit had ended. */
    private static void isOverBeforeAnybodyCanLogIn(BootedMachine booted) {
        assertEquals("success", booted.property(RESET, "Result"), booted::journal);
        long over = Long.parseLong(booted.property(RESET, "ExecMainExitTimestampMonotonic"));
        assertTrue(over > 0, booted::journal);
        for (String door : List.of("ssh.service", "getty@tty1.service", "systemd-user-sessions.service", AGENT)) {
            long begun = Long.parseLong(booted.property(door, "ExecMainStartTimestampMonotonic"));
            assertTrue(begun >= over, () -> door + " began " + (over - begun) + " µs too early");
        }
    }

    /** As systemd was told, and as the kernel holds it where it lets this machine's systemd have these controllers. */
    private static void keepsTheAgentWithinItsLimits(BootedMachine booted) {
        assertEquals("active", booted.property(AGENT, "ActiveState"), booted::journal);
        assertEquals("200ms", booted.property(AGENT, "CPUQuotaPerSecUSec"));
        assertEquals(Integer.toString(384 << 20), booted.property(AGENT, "MemoryMax"));
        assertEquals("0", booted.property(AGENT, "MemorySwapMax"));
        assertEquals("128", booted.property(AGENT, "TasksMax"));
        assertEquals("yes", booted.property(AGENT, "NoNewPrivileges"));
        assertEquals("mixed", booted.property(AGENT, "KillMode"));
        assertEquals("continue", booted.property(AGENT, "OOMPolicy"));
        List<String> held = new ArrayList<>();
        limit(booted, "memory.max", "memory/", "memory.limit_in_bytes").ifPresent(limit -> {
            assertEquals(Integer.toString(384 << 20), limit);
            held.add("memory");
        });
        limit(booted, "cpu.max", "cpu/", "cpu.cfs_quota_us").ifPresent(limit -> {
            assertTrue(Set.of("20000", "20000 100000").contains(limit), limit);
            held.add("cpu");
        });
        System.out.println("the kernel holds of a booted machine's agent: " + held);
    }

    /** What stands in the control group's file, of the second version or of the first. */
    private static Optional<String> limit(BootedMachine booted, String file, String controller, String former) {
        String group = booted.property(AGENT, "ControlGroup");
        String script = "cat /sys/fs/cgroup%s/%s || cat /sys/fs/cgroup/%s%s/%s || true"
                .formatted(group, file, controller, group, former);
        return Optional.of(booted.run("/bin/sh", "-c", "{ " + script + "; } 2>/dev/null")
                        .strip())
                .filter(text -> !text.isEmpty());
    }

    private void await(String what, BootedMachine booted, BooleanSupplier isSo) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> what + " did not come:\n" + booted.journal());
            Thread.sleep(200);
        }
    }

    private List<String> weaknesses() {
        return served.root().get(own("/findings")).expect(200).json().findValuesAsText("weakness");
    }

    private String own(String rest) {
        return "/v1/watchword/" + served.bootstrap().projectId() + rest;
    }

    private HostResets resets() {
        return HostResets.ofAgent(served, home.resolve("root/var/lib/watchword-agent"));
    }
}
