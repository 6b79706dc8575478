package dev.watchword.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A machine's root into which one logs in by a real sshd with PAM. The root's {@code /etc} stands in place of this machine's in a
 * mount namespace of its own, whose network is a loopback only and whose processes see only each other. A change of {@code /etc} in
 * the folder is seen by sshd at once. Closing ends it all. Needs root. Not safe for use by several threads at once.
 */
public final class SshMachine implements AutoCloseable {

    private static final String ENTER = """
            etc=$1
            mount --bind "$etc" /etc
            mount -t tmpfs none /run
            mkdir -m 755 /run/sshd
            perl -MSocket -e '
                my $up = pack("a16 s x22", "lo", 0x41);
                socket(my $any, PF_INET, SOCK_DGRAM, 0) or die "no socket: $!";
                ioctl($any, 0x8914, $up) or die "cannot bring up lo: $!"'
            /usr/sbin/sshd -E /run/sshd.log
            exec sleep infinity
            """;

    private static final Duration START = Duration.ofSeconds(20);

    private final MachineRoot machine;
    private final SshLogin login;
    private Process namespace;
    private long inside;

    private SshMachine(MachineRoot machine, Path tools) throws IOException {
        this.machine = machine;
        this.login = new SshLogin(tools, tools, this::entering);
        this.namespace = started(machine);
        this.inside = waited(namespace);
    }

    /**
     * Starts sshd on a machine's root.
     *
     * @param tools a folder for this fixture's own files
     * @param configuration of sshd, beside its host key
     */
    public static SshMachine start(MachineRoot machine, Path tools, String configuration) {
        DebianPackage.require(DebianPackage.UTIL_LINUX);
        SshServer.prepare(machine, configuration);
        try {
            return new SshMachine(machine, tools);
        } catch (IOException e) {
            throw new FixtureFailure("cannot start sshd", e);
        }
    }

    /** Gives sshd another configuration, with which it starts anew. */
    public void restart(String configuration) {
        close();
        SshServer.configure(machine, configuration);
        try {
            namespace = started(machine);
            inside = waited(namespace);
        } catch (IOException e) {
            throw new FixtureFailure("cannot start sshd", e);
        }
    }

    /** Whether somebody logs in with this password and a command runs. */
    public boolean logsIn(String account, String password) {
        return login.succeeds(account, password);
    }

    /** The words that run a command where sshd runs. */
    public List<String> entering(List<String> command) {
        List<String> words = new ArrayList<>(
                List.of("/usr/bin/nsenter", "--target", Long.toString(inside), "--mount", "--net", "--pid"));
        words.addAll(command);
        return words;
    }

    private static Process started(MachineRoot machine) throws IOException {
        return Command.builder(List.of(
                        "/usr/bin/unshare",
                        "--mount",
                        "--net",
                        "--pid",
                        "--fork",
                        "--kill-child",
                        "--mount-proc",
                        "--propagation",
                        "private",
                        "/bin/sh",
                        "-ec",
                        ENTER,
                        "enter",
                        machine.root().resolve("/etc").toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits until sshd listens, and returns the first process inside. */
    private static long waited(Process namespace) {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && namespace.isAlive()) {
            List<ProcessHandle> children = namespace.children().toList();
            if (!children.isEmpty()) {
                long pid = children.getFirst().pid();
                Command.Ending listening = Command.of(
                                "/usr/bin/nsenter",
                                "--target",
                                Long.toString(pid),
                                "--net",
                                "/bin/sh",
                                "-c",
                                "grep -q ':0016 00000000:0000 0A' /proc/net/tcp")
                        .run();
                if (listening.exit() == 0) {
                    return pid;
                }
            }
            pause();
        }
        namespace.destroyForcibly();
        throw new FixtureFailure("sshd did not start");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FixtureFailure("interrupted while sshd starts", e);
        }
    }

    @Override
    public void close() {
        namespace.descendants().forEach(ProcessHandle::destroyForcibly);
        namespace.destroyForcibly();
        try {
            namespace.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        login.forget();
    }
}
