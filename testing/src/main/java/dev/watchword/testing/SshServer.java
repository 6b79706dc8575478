package dev.watchword.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a machine's root needs for an sshd with PAM: its user, its host key, its settings. */
final class SshServer {

    // pam_rootok, as other services here have it, would let everybody in: sshd asks as root.
    private static final String PAM_SERVICE = """
            auth     required   pam_unix.so nodelay
            account  required   pam_unix.so
            session  required   pam_permit.so
            """;

    private SshServer() {}

    /**
     * Prepares a machine.
     *
     * @param configuration of sshd, beside its host key
     */
    static void prepare(MachineRoot machine, String configuration) {
        DebianPackage.require(DebianPackage.OPENSSH_CLIENT, DebianPackage.OPENSSH_SERVER);
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
    }

    /** Gives it other settings, which it reads when it starts. */
    static void configure(MachineRoot machine, String configuration) {
        machine.root().write("/etc/ssh/sshd_config", "HostKey /etc/ssh/ssh_host_ed25519_key\n" + configuration);
    }
}
