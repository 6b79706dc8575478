package dev.watchword.agent.reset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.reset.service.ServicePlaces;
import dev.watchword.testing.Command;
import dev.watchword.testing.DebianPackage;
import dev.watchword.testing.FtpServer;
import dev.watchword.testing.LibCrypt;
import dev.watchword.testing.MachineRoot;
import dev.watchword.testing.RootFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resets of virtual users of real FTP servers, judged by logging in to them while they run. */
class FtpResetIT {

    private static final String OLD = "0ld-Passw0rd";
    private static final String NEW = "N3w-Pässwörd \"$x'\\ #1";
    private static final String TEXT = "/etc/pure-ftpd/pureftpd.passwd";
    private static final String DATABASE = "/etc/pure-ftpd/pureftpd.pdb";
    private static final List<String> VERIFIED = List.of("applied {}", "verified {\"obstacles\":[]}");

    @TempDir
    private Path home = Path.of("");

    private RootFolder root;
    private TestHost host;

    @BeforeEach
    void makeAHost() throws IOException {
        MachineRoot machine = MachineRoot.create(home.resolve("root"));
        machine.user("guest").system().create();
        root = machine.root().write("/srv/ftp/.keep", "");
        host = new TestHost(root.path(), home, ServicePlaces.of(root.path(), Set.of("ftp")));
    }

    @Test
    void vsftpdWithAPasswordFile() throws IOException {
        DebianPackage.LIBPAM_PWDFILE.require();
        root.write("/etc/pam.d/virtual", """
                auth required pam_pwdfile.so pwdfile=/etc/vsftpd/passwd
                account required pam_permit.so
                """)
                .write("/etc/vsftpd/passwd", "# ours\nbob:" + crypt(OLD) + "\nann:" + crypt(OLD) + ":more\n");
        try (FtpServer ftp = FtpServer.vsftpd(root, """
                anonymous_enable=NO
                local_enable=YES
                guest_enable=YES
                guest_username=guest
                pam_service_name=virtual
                local_root=/srv/ftp
                """)) {
            assertTrue(ftp.login("ann", OLD));
            assertEquals(VERIFIED, host.hears(host.command("ftp:ann", NEW, true)));
            assertTrue(ftp.login("ann", NEW));
            assertFalse(ftp.login("ann", OLD));
            assertTrue(ftp.login("bob", OLD));
        }
        assertTrue(root.read("/etc/vsftpd/passwd").matches("(?s)# ours\nbob:.*\nann:\\$6\\$[^:]*:more\n"));
    }

    @Test
    void proftpdWithAUserFile() throws IOException {
        String fields = ":65534:65534::/tmp:/bin/false\n";
        root.write("/etc/proftpd/ftpd.passwd", "ann:" + crypt(OLD) + fields + "bob:" + crypt(OLD) + fields);
        Command.of("chmod", "600", root.resolve("/etc/proftpd/ftpd.passwd").toString())
                .runOrFail();
        try (FtpServer ftp = FtpServer.proftpd(root, """
                AuthOrder mod_auth_file.c
                AuthUserFile /etc/proftpd/ftpd.passwd
                RequireValidShell off
                """)) {
            assertTrue(ftp.login("ann", OLD));
            assertEquals(VERIFIED, host.hears(host.command("ftp:ann", NEW, true)));
            assertTrue(ftp.login("ann", NEW));
            assertFalse(ftp.login("ann", OLD));
            assertTrue(ftp.login("bob", OLD));
        }
    }

    /** What is made of the database is byte for byte what pure-pw makes of the text. */
    @Test
    void pureFtpdWithItsTextAndItsDatabase() throws IOException {
        writePureUsers();
        try (FtpServer ftp =
                FtpServer.pureFtpd(root, List.of("--login", "puredb:" + DATABASE, "--noanonymous", "--minuid", "1"))) {
            assertTrue(ftp.login("ann", OLD));
            assertEquals(VERIFIED, host.hears(host.command("ftp:ann", NEW, true)));
            assertTrue(ftp.login("ann", NEW));
            assertFalse(ftp.login("ann", OLD));
            assertTrue(ftp.login("bob", OLD));
            assertTrue(ftp.login("user7", OLD));
        }
        FtpServer.makePureDb(root, TEXT, "/etc/pure-ftpd/again.db");
        assertArrayEquals(
                Files.readAllBytes(root.resolve("/etc/pure-ftpd/again.db")),
                Files.readAllBytes(root.resolve(DATABASE)));
    }

    /** The server reads the database, so nothing holds before that is changed. */
    @Test
    void aCrashBetweenTextAndDatabaseLeavesTheOldPassword() throws IOException {
        writePureUsers();
        PasswordPlace place = Objects.requireNonNull(
                ServicePlaces.of(root.path(), Set.of("ftp")).get("ftp"));
        byte[] password = NEW.getBytes(StandardCharsets.UTF_8);
        int[] asked = new int[1];
        String before = root.read(TEXT);
        Permit firstOnly = () -> ++asked[0] > 1 ? Duration.ZERO : Duration.ofSeconds(1);
        assertEquals(new PasswordPlace.Setting.Refused(Failure.STALLED), place.set("ann", password, firstOnly));
        assertEquals(before, root.read(TEXT), "what is refused is put back");
        asked[0] = 0;
        Permit crashing = () -> {
            if (++asked[0] > 1) {
                throw new SimulatedCrash();
            }
            return Duration.ofSeconds(1);
        };
        assertThrows(SimulatedCrash.class, () -> place.set("ann", password, crashing));
        assertTrue(root.read(TEXT).contains("ann:$6$"));
        assertEquals(Held.NO, place.holds("ann", password));
        assertEquals(Held.YES, place.holds("ann", OLD.getBytes(StandardCharsets.UTF_8)));
        assertEquals(VERIFIED, host.hears(host.command("ftp:ann", NEW, true)), "and another reset mends it");
    }

    @Test
    void saysWhyItDidNothing() throws IOException {
        root.write(
                "/etc/proftpd/proftpd.conf",
                "AuthUserFile /etc/proftpd/ftpd.passwd\nUserPassword conf " + crypt(OLD) + "\n");
        String fields = ":65534:65534::/tmp:/bin/false\n";
        String before = "off:!" + crypt(OLD) + fields + "twice:" + crypt(OLD) + fields + "twice:" + crypt(OLD) + fields;
        root.write("/etc/proftpd/ftpd.passwd", before)
                .write(TEXT, "new:" + crypt(OLD) + ":65534:65534::/tmp/./::::::::::::\n");
        assertEquals(reason("account_missing"), host.hears(host.command("ftp:nobody", NEW, true)));
        assertEquals(reason("account_locked"), host.hears(host.command("ftp:off", NEW, true)));
        assertEquals(reason("unsupported_store"), host.hears(host.command("ftp:twice", NEW, true)));
        assertEquals(reason("unsupported_store"), host.hears(host.command("ftp:conf", NEW, true)));
        assertEquals(reason("unsupported_store"), host.hears(host.command("ftp:new", NEW, true)), "not in a database");
        assertEquals(before, root.read("/etc/proftpd/ftpd.passwd"));
    }

    private void writePureUsers() {
        String fields = ":65534:65534::/tmp/./::::::::::::\n";
        StringBuilder text = new StringBuilder("ann:" + crypt(OLD) + fields + "bob:" + crypt(OLD) + fields);
        for (int i = 0; i < 300; i++) {
            text.append("user").append(i).append(':').append(crypt(OLD)).append(fields);
        }
        root.write(TEXT, text.toString());
        FtpServer.makePureDb(root, TEXT, DATABASE);
    }

    /** With MD5, so that the new text has another length. */
    private static String crypt(String password) {
        return LibCrypt.crypt(password.getBytes(StandardCharsets.UTF_8), "$1$saltsalt$")
                .orElseThrow();
    }

    private static List<String> reason(String word) {
        return List.of("failed {\"reason\":\"" + word + "\"}");
    }
}
