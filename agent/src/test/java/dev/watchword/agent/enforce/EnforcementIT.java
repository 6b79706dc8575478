package dev.watchword.agent.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.testing.FixtureFailure;
import dev.watchword.testing.MachineRoot;
import dev.watchword.testing.QualityMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real pam_pwquality and cracklib decide whether a password is taken. */
class EnforcementIT {

    private static final String OURS = "etc/security/pwquality.conf.d/50-watchword.conf";
    private static final String LISTED = "Zanzibar-Harbour-77";
    private static final String SHORT = "kQ7-vw9_Rt";
    private static final String GOOD = "kQ7-vw9_Rt.bX2+mN";
    private static final List<String> WORDS = List.of("zanzibar-harbour-77");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void refusesWhatIsListedOrShortUntilItIsUndone() throws IOException {
        MachineRoot machine = machine();
        takes(machine, LISTED, SHORT, GOOD);
        Enforcement enforcement = new Enforcement(folder);
        Plan.Ready plan = assertInstanceOf(Plan.Ready.class, enforcement.plan(new Wish(14, 3), WORDS));
        assertFalse(Files.exists(folder.resolve(OURS)));
        assertTrue(plan.difference().contains("+minlen = 14"));
        enforcement.apply(plan, WORDS);
        refuses(machine, LISTED, SHORT);
        takes(machine, GOOD);
        try (Stream<Path> files = Files.list(folder.resolve("etc/security/watchword"))) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        assertTrue(enforcement.undo());
        takes(machine, LISTED, SHORT, GOOD);
        assertFalse(Files.exists(folder.resolve("etc/security/watchword")));
        assertFalse(Files.exists(folder.resolve("etc/security/pwquality.conf.d")));
        assertFalse(enforcement.undo());
    }

    @Test
    void keepsTheWordsThatWereRefusedBefore() throws IOException {
        MachineRoot machine = machine();
        refuses(machine, "administrate");
        Enforcement enforcement = new Enforcement(folder);
        enforcement.apply(assertInstanceOf(Plan.Ready.class, enforcement.plan(new Wish(8, 0), WORDS)), WORDS);
        refuses(machine, "administrate", LISTED);
    }

    @Test
    void restoresAFileThatWasThere() throws IOException {
        machine().root().write("/" + OURS, "difok = 3\n");
        Enforcement enforcement = new Enforcement(folder);
        for (int length : new int[] {12, 16}) {
            enforcement.apply(
                    assertInstanceOf(Plan.Ready.class, enforcement.plan(new Wish(length, 0), List.of())), List.of());
        }
        assertTrue(Files.readString(folder.resolve(OURS)).contains("minlen = 16"));
        assertTrue(enforcement.undo());
        assertEquals("difok = 3\n", Files.readString(folder.resolve(OURS)));
    }

    @Test
    void claimsNothingWhereNothingWouldReadIt() throws IOException {
        MachineRoot machine = machine();
        Enforcement enforcement = new Enforcement(folder);
        machine.root().write("/etc/security/pwquality.conf", "minlen = 9\n");
        assertInstanceOf(Plan.Useless.class, enforcement.plan(new Wish(12, 0), List.of()));
        machine.root()
                .write("/etc/security/pwquality.conf", "")
                .write("/etc/pam.d/passwd", "password required pam_unix.so\n");
        assertInstanceOf(Plan.Useless.class, enforcement.plan(new Wish(12, 0), List.of()));
    }

    @Test
    void neverDemandsLessThanBefore() throws IOException {
        machine().root().write("/etc/security/pwquality.conf.d/10-own.conf", "minlen = 20\nucredit = -2\n");
        Plan.Ready plan = assertInstanceOf(Plan.Ready.class, new Enforcement(folder).plan(new Wish(12, 0), List.of()));
        assertTrue(
                plan.after().containsAll(List.of("minlen = 20", "ucredit = -2")),
                plan.after().toString());
    }

    private MachineRoot machine() {
        return QualityMachine.create(folder).machine();
    }

    private static void takes(MachineRoot machine, String... passwords) {
        for (String password : passwords) {
            machine.password("ann", password);
            assertTrue(machine.acceptsPassword("ann", password));
        }
    }

    private static void refuses(MachineRoot machine, String... passwords) {
        for (String password : passwords) {
            assertThrows(FixtureFailure.class, () -> machine.password("ann", password), password);
            assertFalse(machine.acceptsPassword("ann", password));
        }
    }
}
