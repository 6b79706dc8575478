package dev.watchword.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineRootIT {

    private static final Path HOST_SHADOW = Path.of("/etc/shadow");

    private MachineRoot machine;

    @BeforeEach
    void makeMachine(@TempDir Path folder) {
        machine = MachineRoot.create(folder);
    }

    @ParameterizedTest
    @CsvSource({"MD5, $1$", "SHA256, $5$", "SHA512, $6$", "YESCRYPT, $y$"})
    void passwordSetByChpasswdLogsIn(ChpasswdMethod method, String prefix) {
        machine.user("anna")
                .password("Maple-tr33", PasswordTool.chpasswd(method))
                .create();

        assertTrue(machine.shadowHash("anna").startsWith(prefix), method + " makes no " + prefix);
        assertTrue(machine.acceptsPassword("anna", "Maple-tr33"));
        assertFalse(machine.acceptsPassword("anna", "Maple-tr34"));
    }

    @Test
    void desLooksAtEightCharacters() {
        machine.user("anna")
                .password("Maple-tr33", PasswordTool.chpasswd(ChpasswdMethod.DES))
                .create();

        assertEquals(13, machine.shadowHash("anna").length());
        assertTrue(machine.acceptsPassword("anna", "Maple-tr"));
        assertFalse(machine.acceptsPassword("anna", "Maple-t"));
    }

    @Test
    void methodNoneStoresThePasswordThatThenLetsNobodyIn() {
        machine.user("anna")
                .password("Maple-tr33", PasswordTool.chpasswd(ChpasswdMethod.NONE))
                .create();

        assertEquals("Maple-tr33", machine.shadowHash("anna"));
        assertFalse(machine.acceptsPassword("anna", "Maple-tr33"));
    }

    @Test
    void roundsAreWritten() {
        machine.user("anna")
                .password("x1", PasswordTool.chpasswd(ChpasswdMethod.SHA512, 1200))
                .create();
        machine.user("bert")
                .password("x2", PasswordTool.chpasswd(ChpasswdMethod.YESCRYPT, 1))
                .create();

        assertTrue(machine.shadowHash("anna").startsWith("$6$rounds=1200$"));
        assertTrue(machine.shadowHash("bert").startsWith("$y$j75$"));
        assertTrue(machine.acceptsPassword("anna", "x1"));
        assertTrue(machine.acceptsPassword("bert", "x2"));
    }

    @ParameterizedTest
    @CsvSource({
        "$2b$05$CCCCCCCCCCCCCCCCCCCCC.",
        "$7$CU..../....SodiumChloride$",
        "$gy$j75$LdJMENpBABJJ3hIHjB1Bi.$",
        "$3$",
        "$md5$55349$",
        "$sha1$1000$GGXpNqoJvglVTkGU$",
    })
    void passwordSetByCryptLogsIn(String setting) {
        machine.user("anna")
                .password("Maple: tr\u00e9e '1'", PasswordTool.crypt(setting))
                .create();

        assertTrue(machine.shadowHash("anna").startsWith(setting.substring(0, 3)));
        assertTrue(machine.acceptsPassword("anna", "Maple: tr\u00e9e '1'"));
        assertFalse(machine.acceptsPassword("anna", "Maple: tree '1'"));
    }

    @Test
    void settingThatCryptRefusesFails() {
        NewUser anna = machine.user("anna").password("x", PasswordTool.crypt("$2b$99$nonsense"));
        assertThrows(FixtureFailure.class, anna::create);
    }

    @Test
    void passwordThroughPamIsYescrypt() {
        machine.user("anna").password("Maple-tr33").create();

        assertTrue(machine.shadowHash("anna").startsWith("$y$j9T$"));
        assertTrue(machine.logsIn("anna", "Maple-tr33"));
        assertFalse(machine.logsIn("anna", "Maple-tr34"));
    }

    @Test
    void newUserWithoutPasswordLetsNobodyIn() {
        machine.user("anna").create();

        assertEquals("!", machine.shadowHash("anna"));
        assertFalse(machine.acceptsPassword("anna", ""));
    }

    @Test
    void lockedUserLetsNobodyInUntilUnlocked() {
        machine.user("anna").password("Maple-tr33").create().lock("anna");
        assertTrue(machine.shadowHash("anna").startsWith("!$y$"));
        assertFalse(machine.acceptsPassword("anna", "Maple-tr33"));
        assertFalse(machine.logsIn("anna", "Maple-tr33"));

        machine.unlock("anna");
        assertTrue(machine.logsIn("anna", "Maple-tr33"));
    }

    @Test
    void usermodLocksToo() {
        machine.user("anna").password("Maple-tr33").create().tool("usermod", "-L", "anna");
        assertFalse(machine.acceptsPassword("anna", "Maple-tr33"));
    }

    @Test
    void passwordlessUserEntersWithAnEmptyPassword() {
        machine.user("anna").password("Maple-tr33").create().passwordless("anna");

        assertEquals("", machine.shadowHash("anna"));
        assertTrue(machine.acceptsPassword("anna", ""));
        assertTrue(machine.logsIn("anna", ""));
    }

    @Test
    void expiredAccountKeepsItsPasswordButLetsNobodyIn() {
        machine.user("anna").password("Maple-tr33").create().expireAccount("anna", LocalDate.of(2020, 1, 1));

        assertEquals("18262", machine.shadowLine("anna").split(":", -1)[7]);
        assertTrue(machine.acceptsPassword("anna", "Maple-tr33"));
        assertFalse(machine.logsIn("anna", "Maple-tr33"));
    }

    @Test
    void passwordToBeChangedOpensNoShell() {
        machine.user("anna").password("Maple-tr33").create().expirePassword("anna");

        assertEquals("0", machine.shadowLine("anna").split(":", -1)[2]);
        assertTrue(machine.acceptsPassword("anna", "Maple-tr33"));
        assertFalse(machine.logsIn("anna", "Maple-tr33"));
    }

    @Test
    void nologinShellOpensNoSession() {
        machine.user("anna").password("Maple-tr33").create().shell("anna", "/usr/sbin/nologin");

        assertTrue(machine.acceptsPassword("anna", "Maple-tr33"));
        assertFalse(machine.logsIn("anna", "Maple-tr33"));
    }

    @Test
    void fullNameAndShellStandInPasswd() {
        machine.user("anna").fullName("Anna O'Berg,Room 4").shell("/bin/bash").create();
        machine.user("feed").system().create();

        assertEquals("anna:x:1000:1000:Anna O'Berg,Room 4:/home/anna:/bin/bash", machine.passwdLine("anna"));
        assertTrue(Files.isDirectory(machine.root().resolve("/home/anna")));
        assertTrue(Integer.parseInt(machine.passwdLine("feed").split(":", -1)[2]) < 1000);
    }

    @Test
    void rootCanHaveAPassword() {
        machine.password("root", "Maple-tr33");
        assertTrue(machine.acceptsPassword("root", "Maple-tr33"));
    }

    @Test
    void givenHashIsStoredAsItIs() {
        machine.user("anna").password("*LK*", PasswordTool.HASH).create();
        assertEquals("*LK*", machine.shadowHash("anna"));
    }

    @Test
    void accountsAreThoseOfAFreshMachine() {
        assertTrue(machine.root().read("/etc/shadow").lines().allMatch(line -> line.matches("[a-z_-]+:\\*:.*")));
    }

    @Test
    void thisMachineIsUntouched() throws IOException {
        byte[] before = Files.readAllBytes(HOST_SHADOW);
        machine.user("anna").password("Maple-tr33").create();

        assertArrayEquals(before, Files.readAllBytes(HOST_SHADOW));
        assertThrows(FixtureFailure.class, () -> machine.run("touch /usr/bin/watchword-was-here"));
        try (Stream<Path> usr = Files.list(machine.root().resolve("/usr"))) {
            assertEquals(0, usr.count(), "the mount is seen outside");
        }
    }

    @Test
    void failingToolFailsWithItsOwnWords() {
        FixtureFailure failure = assertThrows(FixtureFailure.class, () -> machine.lock("nobody-of-that-name"));
        assertTrue(failure.toString().contains("does not exist"), failure.toString());
    }
}
