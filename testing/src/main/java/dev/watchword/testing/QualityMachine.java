package dev.watchword.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A machine that asks the real pam_pwquality and cracklib before it takes a password, root's as well, and has one user. The module is
 * unpacked and not installed: installing it would change what the machine that runs the test itself demands.
 *
 * @param machine its root
 */
public record QualityMachine(MachineRoot machine) {

    /** Whose passwords are set. */
    public static final String USER = "ann";

    private static final Path UNPACKED = Path.of("/usr/local/lib/watchword-test-peers/lib");

    /** Makes the folder such a machine, with this Debian's own dictionary. */
    public static QualityMachine create(Path folder) {
        DebianPackage.CRACKLIB_RUNTIME.require();
        MachineRoot machine = MachineRoot.create(folder).user(USER).create();
        String stack = "password requisite " + module()
                + " enforce_for_root\npassword required pam_unix.so use_authtok yescrypt\n"
                + "auth sufficient pam_rootok.so\naccount required pam_unix.so\n";
        machine.root()
                .write("/etc/pam.d/passwd", stack)
                .write("/etc/pam.d/chpasswd", stack)
                .write("/etc/security/pwquality.conf", "");
        try {
            Path dictionaries = Files.createDirectories(folder.resolve("var/cache/cracklib"));
            for (String name : List.of("cracklib_dict.hwm", "cracklib_dict.pwd", "cracklib_dict.pwi")) {
                Files.copy(Path.of("/var/cache/cracklib", name), dictionaries.resolve(name));
            }
        } catch (IOException e) {
            throw new FixtureFailure("the dictionary of cracklib cannot be copied", e);
        }
        return new QualityMachine(machine);
    }

    /** Whether the machine lets the password be set, and it then is the user's. */
    public boolean takes(String password) {
        try {
            machine.password(USER, password);
        } catch (FixtureFailure refused) {
            return false;
        }
        return machine.acceptsPassword(USER, password);
    }

    private static Path module() {
        try (Stream<Path> all = Files.walk(UNPACKED)) {
            return all.filter(file -> file.endsWith("pam_pwquality.so"))
                    .findFirst()
                    .orElseThrow(() -> new FixtureFailure("libpam-pwquality is missing: run testing/install-peers"));
        } catch (IOException e) {
            throw new FixtureFailure("libpam-pwquality is missing: run testing/install-peers", e);
        }
    }
}
