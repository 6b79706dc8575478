package dev.watchword.agent.reset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.protocol.CommandBatch;
import dev.watchword.testing.Command;
import dev.watchword.testing.DebianPackage;
import dev.watchword.testing.MachineRoot;
import dev.watchword.testing.SshMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resets of accounts that real tools made, judged by real PAM and a real sshd. */
class SystemResetIT {

    private static final String OPEN = "PermitRootLogin yes\nUsePAM yes\n";
    private static final String OLD = "0ld-Passw0rd";
    private static final String NEW = "N3w:Pässw0rd $x";

    @TempDir
    private Path home = Path.of("");

    private MachineRoot machine;
    private TestHost host;

    @BeforeEach
    void makeAMachine() throws IOException {
        machine = MachineRoot.create(Files.createDirectory(home.resolve("root")));
        machine.user("ann").create();
        machine.password("root", OLD).password("ann", OLD);
        host = new TestHost(machine.path(), home);
    }

    @Test
    void takesANewPasswordAtTheNextBootAndNotBefore() throws IOException {
        try (SshMachine ssh = SshMachine.start(machine, home, OPEN)) {
            assertTrue(ssh.logsIn("root", OLD));
            CommandBatch.Command command = host.command("root", NEW, false);
            assertEquals(List.of("staged {}"), host.hears(command));
            assertEquals(List.of(), host.hears(command), "an agent that only starts anew");
            assertTrue(ssh.logsIn("root", OLD));
            host.reboot();
            assertEquals(List.of("applied {}", "verified {\"obstacles\":[]}"), host.hears(command));
            assertTrue(ssh.logsIn("root", NEW));
            assertFalse(ssh.logsIn("root", OLD));
            host.reboot();
            machine.password("root", OLD);
            assertEquals(List.of("failed {\"reason\":\"replayed\"}"), host.hears(command));
            assertTrue(ssh.logsIn("root", OLD));
        }
    }

    @Test
    void changesOneLineAndKeepsTheFileAsItWas() throws IOException {
        Path shadow = machine.root().resolve("/etc/shadow");
        String before = Files.readString(shadow);
        Object owner = Files.getAttribute(shadow, "unix:gid");
        Object mode = Files.getAttribute(shadow, "unix:mode");
        host.hears(host.command("ann", NEW, true));
        String after = Files.readString(shadow);
        assertEquals(owner, Files.getAttribute(shadow, "unix:gid"));
        assertEquals(mode, Files.getAttribute(shadow, "unix:mode"));
        assertEquals(before, Files.readString(machine.root().resolve("/etc/shadow-")));
        assertEquals(without("ann", before), without("ann", after));
        assertTrue(machine.shadowHash("ann").startsWith("$y$j9T$"), "Debian's own method");
        assertTrue(machine.acceptsPassword("ann", NEW));
        assertEquals("", machine.run("pwck -r -q | grep -v -e directory -e 'no changes' || true"));
        try (var left = Files.list(shadow.getParent())) {
            assertEquals(
                    List.of(),
                    left.filter(each -> each.toString().contains("watchword")).toList());
        }
    }

    @Test
    void givesAPasswordToAnAccountThatNeverHadOne() throws IOException {
        machine.user("bob").create();
        assertEquals("!", machine.shadowHash("bob"));
        assertEquals(List.of("applied {}", "verified {\"obstacles\":[]}"), host.hears(host.command("bob", NEW, true)));
        assertTrue(machine.logsIn("bob", NEW));
    }

    @Test
    void saysWhyItDidNothing() throws IOException {
        assertEquals(reason("account_missing"), host.hears(host.command("nobody-here", NEW, true)));
        assertEquals(reason("not_offered"), host.hears(host.command("redis:default", NEW, true)));
        assertEquals(reason("forged"), host.hears(host.forged("ann", NEW)));
        assertEquals(reason("swapped"), host.hears(host.ofAnotherHost("ann", NEW)));
        CommandBatch.Command one = host.command("ann", NEW, true);
        CommandBatch.Command other = host.command("root", NEW, true);
        assertEquals(
                List.of(reason("swapped").getFirst(), reason("swapped").getFirst()),
                host.hears(with(one, other.payload()), with(other, one.payload())));
        CommandBatch.Command late = host.expiring("ann", NEW, 300);
        assertEquals(List.of("staged {}"), host.hears(late));
        host.reboot();
        pause(400);
        assertEquals(reason("too_late"), host.hears(late));
        machine.lock("ann");
        assertEquals(reason("account_locked"), host.hears(host.command("ann", NEW, true)));
        assertTrue(machine.shadowHash("ann").startsWith("!"));
        machine.unlock("ann");
        assertTrue(machine.logsIn("ann", OLD));
        assertTrue(machine.acceptsPassword("root", OLD));
    }

    @Test
    void saysWhatStillStopsALogin() throws IOException {
        try (SshMachine ssh = SshMachine.start(machine, home, "PermitRootLogin prohibit-password\nUsePAM yes\n")) {
            assertEquals(obstacles("sshd_forbids_root"), host.hears(host.command("root", NEW, true)));
            assertFalse(ssh.logsIn("root", NEW));
            ssh.restart("PasswordAuthentication no\nKbdInteractiveAuthentication no\nDenyUsers ann\n");
            assertEquals(
                    obstacles("sshd_forbids_account\",\"sshd_forbids_passwords"),
                    host.hears(host.command("ann", NEW, true)));
            assertFalse(ssh.logsIn("ann", NEW));
            ssh.restart(OPEN);
            assertTrue(ssh.logsIn("ann", NEW));
            machine.expireAccount("ann", LocalDate.now().minusDays(1));
            machine.shell("ann", "/usr/sbin/nologin");
            assertEquals(obstacles("account_expired\",\"no_login_shell"), host.hears(host.command("ann", OLD, true)));
            assertFalse(ssh.logsIn("ann", OLD));
        }
    }

    /** sshd itself is asked where the agent runs on a live system. */
    @Test
    void asksSshdWhatItAllows() throws IOException {
        try (SshMachine ssh =
                SshMachine.start(machine, home, OPEN + "Match Address 192.0.2.0/24\nPermitRootLogin no\n")) {
            Command.Ending ending =
                    host.probe(ssh.entering(List.of()), Path.of("/"), "hash", host.command("root", NEW, true));
            assertEquals("told applied {}\ntold verified {\"obstacles\":[\"sshd_forbids_root\"]}\n", ending.output());
            assertTrue(ssh.logsIn("root", NEW), "from 127.0.0.1");
        }
    }

    /** The host's policy decides, and says no. */
    @Test
    void setsThePasswordThroughPam() throws IOException {
        try (SshMachine ssh = SshMachine.start(machine, home, OPEN)) {
            Command.Ending ending =
                    host.probe(ssh.entering(List.of()), Path.of("/"), "pam", host.command("ann", NEW, true));
            assertEquals("told applied {}\ntold verified {\"obstacles\":[]}\n", ending.output());
            assertTrue(ssh.logsIn("ann", NEW));
            machine.root().write("/etc/pam.d/chpasswd", "password requisite pam_deny.so\n");
            ending = host.probe(ssh.entering(List.of()), Path.of("/"), "pam", host.command("ann", OLD, true));
            assertEquals("told failed {\"reason\":\"policy_refused\"}\n", ending.output());
            assertTrue(ssh.logsIn("ann", NEW));
        }
    }

    @Test
    void leavesAReadOnlyStoreAlone() throws IOException {
        String script = """
                mount --bind "$1" "$1"
                mount -o remount,bind,ro "$1"
                shift
                exec "$@"
                """;
        List<String> readOnly = List.of(
                "/usr/bin/unshare",
                "--mount",
                "--propagation",
                "private",
                "/bin/sh",
                "-ec",
                script,
                "ro",
                machine.root().resolve("/etc").toString());
        Command.Ending ending = host.probe(readOnly, machine.path(), "hash", host.command("root", NEW, true));
        assertEquals("told failed {\"reason\":\"read_only\"}\n", ending.output());
        assertTrue(machine.acceptsPassword("root", OLD));
    }

    @Test
    void waitsForTheLockOfTheShadowToolsAndGivesUp() throws Exception {
        Path lock = machine.root().resolve("/etc/.pwd.lock");
        // struct flock of x86-64 and arm64: two shorts, padding, two longs, an int
        String hold =
                "use Fcntl; open my $f, '>>', $ARGV[0] or die; my $l = pack('s s x4 q q i x4', F_WRLCK, 0, 0, 0, 0);"
                        + " fcntl($f, F_SETLK, $l) or die $!; $| = 1; print \"held\\n\"; sleep $ARGV[1]";
        Process holder = new ProcessBuilder("/usr/bin/perl", "-e", hold, lock.toString(), "60").start();
        try {
            assertEquals("held", holder.inputReader().readLine());
            long start = System.nanoTime();
            assertEquals(reason("store_busy"), host.hears(host.command("root", NEW, true)));
            assertTrue(System.nanoTime() - start > 10_000_000_000L, "gave up too soon");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertTrue(machine.acceptsPassword("root", OLD));
        Process brief = new ProcessBuilder("/usr/bin/perl", "-e", hold, lock.toString(), "2").start();
        assertEquals("held", brief.inputReader().readLine());
        assertEquals(List.of("applied {}", "verified {\"obstacles\":[]}"), host.hears(host.command("root", NEW, true)));
        brief.waitFor();
        assertTrue(machine.acceptsPassword("root", NEW));
    }

    /** The agent is killed at every rename and at every sync: one of the two passwords works, and the answer says which. */
    @Test
    void tellsTheTruthAfterAKillAtEveryStep() throws IOException {
        DebianPackage.STRACE.require();
        String current = OLD;
        List<String> ends = new ArrayList<>();
        for (String call : List.of("rename", "fsync")) {
            boolean killed = true;
            for (int step = 1; killed; step++) {
                String next = "Kill3d-at-" + call + step;
                CommandBatch.Command command = host.command("root", next, true);
                List<String> strace = List.of(
                        "/usr/bin/strace",
                        "-f",
                        "-qq",
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=" + call,
                        "-e",
                        "inject=" + call + ":signal=SIGKILL:when=" + step);
                Command.Ending ending = host.probe(strace, machine.path(), "hash", command);
                killed = ending.exit() != 0;
                boolean former = machine.acceptsPassword("root", current);
                boolean latter = machine.acceptsPassword("root", next);
                assertTrue(former ^ latter, call + " " + step + ": one of them works");
                if (killed) {
                    // Of two last words the server hears the first.
                    List<String> told = new ArrayList<>(ending.output()
                            .lines()
                            .map(line -> line.substring(5))
                            .toList());
                    told.addAll(host.hears(command));
                    String end = told.stream()
                            .filter(word -> !word.startsWith("applied"))
                            .findFirst()
                            .orElse("");
                    latter = machine.acceptsPassword("root", next);
                    boolean verified = end.startsWith("verified");
                    boolean saidSo =
                            verified || end.equals(reason("interrupted").getFirst());
                    assertTrue(saidSo, call + " " + step + ": " + told);
                    assertEquals(latter, verified, call + " " + step + ": " + end);
                    ends.add(end.substring(0, end.indexOf(' ')));
                }
                current = latter ? next : current;
                assertTrue(machine.acceptsPassword("root", current));
            }
        }
        assertTrue(ends.size() >= 12, "only " + ends);
        assertTrue(ends.contains("verified") && ends.contains("failed"), ends.toString());
    }

    private static List<String> reason(String word) {
        return List.of("failed {\"reason\":\"" + word + "\"}");
    }

    private static List<String> obstacles(String words) {
        return List.of("applied {}", "verified {\"obstacles\":[\"" + words + "\"]}");
    }

    private static CommandBatch.Command with(CommandBatch.Command command, String payload) {
        return new CommandBatch.Command(
                command.id(), command.kind(), payload, command.createdAt(), command.expiresAt());
    }

    private static String without(String name, String shadow) {
        return shadow.lines()
                .filter(line -> !line.startsWith(name + ":"))
                .toList()
                .toString();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
