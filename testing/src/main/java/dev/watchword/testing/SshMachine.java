package dev.watchword.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    // pam_rootok, as other services here have it, would let everybody in: sshd asks as root.
    private static final String PAM_SERVICE = """
            auth     required   pam_unix.so nodelay
            account  required   pam_unix.so
            session  required   pam_permit.so
            """;

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
    private final Path askpass;
    private final Path typed;
    private Process namespace;
    private long inside;

    private SshMachine(MachineRoot machine, Path tools) throws IOException {
        this.machine = machine;
        this.typed = tools.resolve("typed");
        this.askpass = tools.resolve("askpass");
        Files.writeString(askpass, "#!/bin/sh\nexec cat '" + typed + "'\n");
        Files.setPosixFilePermissions(askpass, PosixFilePermissions.fromString("rwx------"));
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
        DebianPackage.require(DebianPackage.OPENSSH_CLIENT, DebianPackage.OPENSSH_SERVER, DebianPackage.UTIL_LINUX);
        try {
            machine.root().write("/etc/pam.d/sshd", PAM_SERVICE);
            if (!machine.root().read("/etc/passwd").contains("\nsshd:")) {
                machine.tool("useradd", "--system", "--home-dir", "/run/sshd", "--shell", "/usr/sbin/nologin", "sshd");
            }
            configure(machine, configuration);
            Path key = machine.root().resolve("/etc/ssh/ssh_host_ed25519_key");
            if (!Files.exists(key)) {
                Command.of("/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                        .runOrFail();
            }
            return new SshMachine(machine, tools);
        } catch (IOException e) {
            throw new FixtureFailure("cannot start sshd", e);
        }
    }

    private static void configure(MachineRoot machine, String configuration) {
        machine.root().write("/etc/ssh/sshd_config", "HostKey /etc/ssh/ssh_host_ed25519_key\n" + configuration);
    }

    /** Gives sshd another configuration, with which it starts anew. */
    public void restart(String configuration) {
        close();
        configure(machine, configuration);
        try {
            namespace = started(machine);
            inside = waited(namespace);
        } catch (IOException e) {
            throw new FixtureFailure("cannot start sshd", e);
        }
    }

    /** Whether somebody logs in with this password and a command runs. */
    public boolean logsIn(String account, String password) {
        try {
            Files.writeString(typed, password + "\n");
            Files.setPosixFilePermissions(typed, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new FixtureFailure("cannot write the password", e);
        }
        Command.Ending ending = Command.of(entering(List.of(
                        "/usr/bin/env",
                        "SSH_ASKPASS=" + askpass,
                        "SSH_ASKPASS_REQUIRE=force",
                        "/usr/bin/ssh",
                        "-F",
                        "none",
                        "-o",
                        "StrictHostKeyChecking=no",
                        "-o",
                        "UserKnownHostsFile=/dev/null",
                        "-o",
                        "PubkeyAuthentication=no",
                        "-o",
                        "NumberOfPasswordPrompts=1",
                        account + "@127.0.0.1",
                        "echo in as $(id -un)")))
                .run();
        return switch (ending.exit()) {
            case 0 -> ending.output().contains("in as " + account);
            case 255 -> {
                if (!ending.output().contains("Permission denied")
                        && !ending.output().contains("closed by")) {
                    throw new FixtureFailure("ssh did not get as far as a login: " + ending.output());
                }
                yield false;
            }
            default -> throw new FixtureFailure("ssh ended with " + ending.exit() + ": " + ending.output());
        };
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
            Files.deleteIfExists(typed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new FixtureFailure("cannot remove " + typed, e);
        }
    }
}
