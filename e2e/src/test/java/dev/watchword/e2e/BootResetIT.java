package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.install.Installation;
import dev.watchword.agent.link.HttpTransport;
import dev.watchword.agent.link.Link;
import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.outbox.Outbox;
import dev.watchword.agent.reset.PasswordPlaces;
import dev.watchword.agent.reset.ResetHandler;
import dev.watchword.agent.reset.system.LoginObstacles;
import dev.watchword.agent.reset.system.ShadowPasswords;
import dev.watchword.agent.run.AgentHome;
import dev.watchword.agent.run.BootResets;
import dev.watchword.protocol.ResetOpener;
import dev.watchword.server.database.Dialect;
import dev.watchword.testing.MachineRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resets before logins, as the unit of boots applies them. */
class BootResetIT {

    private static final String OLD = "0ld-Passw0rd";
    private static final String NEW = "N3w-Passw0rd.x";

    @TempDir
    private Path home = Path.of("");

    private static ServedWatchword served;

    private MachineRoot machine;
    private BuiltAgent agent;

    @BeforeAll
    static void serve() {
        served = ServedWatchword.on(Dialect.SQLITE);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @BeforeEach
    void member() throws IOException {
        machine = MachineRoot.create(Files.createDirectory(home.resolve("root")));
        machine.password("root", OLD);
        machine.root().write("/etc/machine-id", UUID.randomUUID().toString().replace("-", "") + "\n");
        agent = BuiltAgent.in(home).enrol(served);
        boot();
    }

    @AfterEach
    void end() {
        agent.close();
    }

    @Test
    void setsThePasswordAtTheNextBootAndNeverAgain() throws Exception {
        resets().ask("root", NEW, "boot");
        assertEquals(BootResets.End.DONE, turn());
        assertEquals("staged", resets().newest().path("state").textValue());
        assertEquals(BootResets.End.DONE, turn());
        assertTrue(machine.acceptsPassword("root", OLD), "before the boot");

        boot();
        assertEquals(BootResets.End.DONE, turn());
        assertEquals("verified", resets().newest().path("state").textValue());
        assertTrue(machine.acceptsPassword("root", NEW));
        assertFalse(machine.acceptsPassword("root", OLD));

        machine.password("root", OLD);
        for (int i = 0; i < 2; i++) {
            assertEquals(BootResets.End.DONE, turn());
            boot();
        }
        assertTrue(machine.acceptsPassword("root", OLD), "applied twice");
    }

    @Test
    void leavesTheListToTheAgentWhenAServicesAccountStandsInIt() throws Exception {
        resets().ask("root", NEW, "now");
        resets().ask("redis:default", NEW, "now");
        assertEquals(BootResets.End.LEFT, turn());
        assertTrue(machine.acceptsPassword("root", OLD));
        assertEquals("accepted", resets().newest().path("state").textValue());
    }

    @Test
    void writesTheShadowFileWithWhatTheUnitLeavesIt() {
        resets().ask("root", NEW, "now");
        assertEquals(0, sandboxed().run(command("20")), agent::printed);
        assertEquals("verified", resets().newest().path("state").textValue());
        assertTrue(machine.acceptsPassword("root", NEW));
        assertFalse(Files.exists(machine.path().resolve("usr/probe")), "the sandbox lets it write anywhere");
    }

    /** As the agent was told that ran before the boot, and with no more rights than the unit has. */
    @Test
    void letsTheHostsOwnPolicyDecideWhereTheAgentDoes() throws Exception {
        BuiltAgent live = onItsOwnEtc();
        Process runs = live.start("run", "--state", agent.state().toString(), "--reset-through-pam", "--offline-only");
        Path kept = agent.state().resolve("reset-choice");
        for (int i = 0; i < 600 && !Files.exists(kept); i++) {
            Thread.sleep(100);
        }
        runs.destroy();
        assertTrue(runs.waitFor(60, TimeUnit.SECONDS), agent::printed);
        assertTrue(Files.exists(kept), agent::printed);

        String allowing = machine.root().read("/etc/pam.d/chpasswd");
        machine.root().write("/etc/pam.d/chpasswd", "password requisite pam_deny.so\n");
        resets().ask("root", NEW, "now");
        String[] command = {"apply-resets", "--state", agent.state().toString()};
        assertEquals(0, live.run(command), agent::printed);
        assertEquals("policy_refused", resets().newest().path("reason").textValue());
        assertTrue(machine.acceptsPassword("root", OLD));

        machine.root().write("/etc/pam.d/chpasswd", allowing);
        resets().ask("root", NEW, "now");
        assertEquals(0, live.run(command), agent::printed);
        assertEquals("verified", resets().newest().path("state").textValue());
        assertTrue(machine.acceptsPassword("root", NEW));
    }

    @Test
    void appliesNothingWhenItIsUnknownWhoDecides() throws Exception {
        Files.writeString(agent.state().resolve("reset-choice"), "{");
        resets().ask("root", NEW, "now");
        assertEquals(4, agent.run(command("20")), agent::printed);
        assertTrue(agent.printed().contains("reset-choice is damaged"), agent::printed);
        assertTrue(machine.acceptsPassword("root", OLD));
    }

    @Test
    void holdsNoBootWhenTheServerIsAway() {
        served.stop();
        long before = System.nanoTime();
        assertEquals(3, agent.run(command("4")), agent::printed);
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        System.out.println("a boot without the server was held for " + took.toMillis() + " ms of 4000 and a start");
        assertTrue(took.compareTo(Duration.ofSeconds(40)) < 0, took::toString);
        assertTrue(machine.acceptsPassword("root", OLD));
        served.startAgain();
    }

    @Test
    void leavesItToAnAgentThatRuns() throws Exception {
        try (AgentHome held = AgentHome.open(agent.state())) {
            assertEquals(0, agent.run(command("1")), agent::printed);
            assertTrue(agent.printed().contains("by itself"), held::toString);
        }
    }

    private String[] command(String patience) {
        return new String[] {
            "apply-resets",
            "--patience",
            patience,
            "--state",
            agent.state().toString(),
            "--root",
            agent.root().toString()
        };
    }

    /** The folders and rights of the unit without its systemd: all of the root but {@code ReadWritePaths} cannot be written. */
    private BuiltAgent sandboxed() {
        Map<String, String> unit = unit();
        assertEquals("strict", unit.get("ProtectSystem"));
        String script = """
                root=$1; writable=$1$2; rights=$3; shift 3
                mount --bind "$root" "$root"
                mount --bind "$writable" "$writable"
                mount -o remount,bind,ro "$root"
                if touch "$root/usr/probe" 2>/dev/null; then exit 90; fi
                exec setpriv --no-new-privs --bounding-set="-all,$rights" -- "$@"
                """;
        return agent.inside(List.of(
                "/usr/bin/unshare",
                "--mount",
                "--propagation",
                "private",
                "/bin/sh",
                "-euc",
                script,
                "sh",
                agent.root().toString(),
                unit.get("ReadWritePaths"),
                rights()));
    }

    /** This machine's programs on the root's {@code /etc}, with the rights of the unit. */
    private BuiltAgent onItsOwnEtc() {
        String script = """
                etc=$1; rights=$2; shift 2
                mount --bind "$etc" /etc
                mount -t tmpfs none /run
                exec setpriv --no-new-privs --bounding-set="-all,$rights" -- "$@"
                """;
        return agent.inside(List.of(
                "/usr/bin/unshare",
                "--mount",
                "--propagation",
                "private",
                "/bin/sh",
                "-euc",
                script,
                "sh",
                agent.root().resolve("etc").toString(),
                rights()));
    }

    private static String rights() {
        return Arrays.stream(Objects.requireNonNull(unit().get("CapabilityBoundingSet"))
                        .split(" "))
                .map(right -> "+" + right.substring("CAP_".length()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    private static Map<String, String> unit() {
        try (InputStream unit = Installation.class.getResourceAsStream("watchword-agent-reset.service")) {
            return new String(unit.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches("[A-Za-z]+=.*"))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void boot() throws IOException {
        Files.writeString(home.resolve("boot_id"), UUID.randomUUID() + "\n");
    }

    /** The command's work on a machine whose boots the test decides. */
    private BootResets.End turn() throws Exception {
        LinuxMachine here = LinuxMachine.bootedAs(home.resolve("boot_id"));
        try (AgentHome opened = AgentHome.open(agent.state())) {
            Membership member = opened.membership().orElseThrow();
            try (Link link = Link.open(HttpTransport.to(member.server()), here, opened.disk(), member)) {
                ResetHandler resets = new ResetHandler(
                        here,
                        opened.disk(),
                        () -> new ResetOpener(
                                member.hostId(), List.of(member.keys().opening()), Set.copyOf(link.serverKeys())),
                        new PasswordPlaces(
                                new ShadowPasswords(machine.path(), here, new LoginObstacles(machine.path(), here)),
                                Map.of()));
                return new BootResets(here, member.hostId(), link, Outbox.open(opened.disk()), resets)
                        .turn(Duration.ofSeconds(10));
            }
        }
    }

    private HostResets resets() {
        return HostResets.ofAgent(served, agent.state());
    }
}
