package dev.watchword.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;

/** Logs in to a machine's own sshd, from the machine itself, with a typed password and the real client. Not safe for use by several threads. */
final class SshLogin {

    private final UnaryOperator<List<String>> entering;
    private final Path typed;
    private final Path askpass;

    /**
     * A login that needs two files.
     *
     * @param tools the folder that they are written to
     * @param inside the same folder as the machine sees it
     * @param entering makes of a command one that runs where sshd does
     */
    SshLogin(Path tools, Path inside, UnaryOperator<List<String>> entering) throws IOException {
        this.entering = entering;
        this.typed = tools.resolve("typed");
        this.askpass = inside.resolve("askpass");
        Path script = tools.resolve("askpass");
        Files.writeString(script, "#!/bin/sh\nexec cat '" + inside.resolve("typed") + "'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    /** Whether somebody logs in with this password and a command runs. */
    boolean succeeds(String account, String password) {
        try {
            Files.writeString(typed, password + "\n");
            Files.setPosixFilePermissions(typed, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new FixtureFailure("cannot write the password", e);
        }
        Command.Ending ending = Command.of(entering.apply(List.of(
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

    /** Forgets the password that was typed last. */
    void forget() {
        try {
            Files.deleteIfExists(typed);
        } catch (IOException e) {
            throw new FixtureFailure("cannot remove " + typed, e);
        }
    }
}
