package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.testing.Command;
import dev.watchword.testing.DebianPackage;
import dev.watchword.testing.FtpServer;
import dev.watchword.testing.MachineRoot;
import dev.watchword.testing.RootFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real FTP servers with users of their own. What each server itself let in or refused decides what the scan has to say.
 */
class FtpServersIT {

    private static final String STRONG = "kW7mQx2vRt9bYz4n";

    @TempDir
    private Path folder = Path.of("");

    private final Secrets secrets = new Secrets();

    @Test
    void vsftpdWithABerkeleyDatabase() {
        DebianPackage.PERL.require();
        RootFolder root = machine();
        root.write("/etc/pam.d/virtual", """
                auth required pam_userdb.so db=/etc/vsftpd/login crypt=none
                account required pam_permit.so
                """).write("/etc/vsftpd/.keep", "");
        Command.of(root.entering(List.of(
                        "/usr/bin/perl",
                        "-MDB_File",
                        "-e",
                        "tie my %db, 'DB_File', '/etc/vsftpd/login.db', O_RDWR|O_CREAT, 0600, $DB_HASH or die;"
                                + " $db{ann} = 'abc12345'; $db{bob} = '" + STRONG + "'; $db{gone} = 'gone12345';"
                                + " delete $db{gone};")))
                .runOrFail();
        try (FtpServer ftp = FtpServer.vsftpd(root, virtualUsers("NO"))) {
            assertTrue(ftp.login("ann", "abc12345"));
            assertTrue(ftp.login("bob", STRONG));
            assertFalse(ftp.login("gone", "gone12345"));
            assertFalse(ftp.login("anonymous", "x"));
        }
        JsonScan scan = scan(root);
        assertEquals(List.of("ann"), weak(scan));
        assertEquals("usable", scan.state("ftp", "bob"));
        assertEquals(List.of(), scan.accounts("ftp", "gone"));
    }

    @Test
    void vsftpdWithAPasswordFileAndAnybody() {
        DebianPackage.LIBPAM_PWDFILE.require();
        RootFolder root = machine();
        root.write("/etc/pam.d/virtual", """
                auth required pam_pwdfile.so pwdfile=/etc/vsftpd/passwd
                account required pam_permit.so
                """)
                .write("/etc/vsftpd/passwd", """
                ann:%s
                bob:%s
                eva:!%s
                nil:
                """.formatted(crypt("abc12345"), crypt(STRONG), crypt("eva12345")));
        try (FtpServer ftp = FtpServer.vsftpd(root, virtualUsers(""))) {
            assertTrue(ftp.login("ann", "abc12345"));
            assertTrue(ftp.login("bob", STRONG));
            assertFalse(ftp.login("eva", "eva12345"));
            assertTrue(ftp.login("nil", "whatever"));
            assertTrue(ftp.login("anonymous", "x"));
        }
        JsonScan scan = scan(root);
        assertEquals(List.of("ann", "anonymous", "eva", "nil"), weak(scan));
        assertEquals("locked", scan.state("ftp", "eva"));
        assertEquals("passwordless", scan.state("ftp", "nil"));
        assertEquals("passwordless", scan.state("ftp", "anonymous"));
    }

    @Test
    void proftpdWithAUserFileAndAnybody() {
        RootFolder root = machine();
        String fields = ":65534:65534::/tmp:/bin/false\n";
        root.write(
                "/etc/proftpd/ftpd.passwd",
                "ann:" + crypt("abc12345") + fields + "bob:" + crypt(STRONG) + fields + "eva:!" + crypt("eva12345")
                        + fields + "nil:" + fields);
        Command.of("chmod", "600", root.resolve("/etc/proftpd/ftpd.passwd").toString())
                .runOrFail();
        String config = """
                AuthOrder mod_auth_file.c
                AuthUserFile /etc/proftpd/ftpd.passwd
                RequireValidShell off
                <Anonymous /srv/ftp>
                  User guest
                  UserAlias anonymous guest
                  RequireValidShell off
                </Anonymous>
                """;
        try (FtpServer ftp = FtpServer.proftpd(root, config)) {
            assertTrue(ftp.login("ann", "abc12345"));
            assertTrue(ftp.login("bob", STRONG));
            assertFalse(ftp.login("eva", "eva12345"));
            assertTrue(ftp.login("nil", ""));
        }
        JsonScan scan = scan(root);
        assertEquals(List.of("ann", "anonymous", "eva", "guest", "nil"), weak(scan));
        assertEquals("locked", scan.state("ftp", "eva"));
        assertEquals("passwordless", scan.state("ftp", "nil"));
    }

    @Test
    void pureFtpdWithItsDatabase() {
        RootFolder root = machine();
        String fields = ":65534:65534::/tmp/./::::::::::::\n";
        root.write(
                "/etc/pure-ftpd/pureftpd.passwd",
                "ann:" + crypt("abc12345") + fields + "bob:" + crypt(STRONG) + fields + "eva:!" + crypt("eva12345")
                        + fields + "nil:" + fields);
        FtpServer.makePureDb(root, "/etc/pure-ftpd/pureftpd.passwd", "/etc/pure-ftpd/pureftpd.pdb");
        try (FtpServer ftp = FtpServer.pureFtpd(
                root, List.of("--login", "puredb:/etc/pure-ftpd/pureftpd.pdb", "--noanonymous", "--minuid", "1"))) {
            assertTrue(ftp.login("ann", "abc12345"));
            assertTrue(ftp.login("bob", STRONG));
            assertFalse(ftp.login("eva", "eva12345"));
            assertFalse(ftp.login("nil", ""));
        }
        JsonScan scan = scan(root);
        assertEquals(List.of("ann", "eva"), weak(scan));
        assertEquals("locked", scan.state("ftp", "eva"));
        assertEquals("disabled", scan.state("ftp", "nil"));
        assertEquals(1, scan.accounts("ftp", "ann").size());
    }

    private RootFolder machine() {
        MachineRoot machine = MachineRoot.create(folder.resolve("root"));
        machine.user("guest").system().create();
        return machine.root().write("/srv/ftp/.keep", "");
    }

    private static String virtualUsers(String anonymous) {
        return (anonymous.isEmpty() ? "" : "anonymous_enable=" + anonymous + "\n") + """
                local_enable=YES
                guest_enable=YES
                guest_username=guest
                ftp_username=guest
                anon_root=/srv/ftp
                local_root=/srv/ftp
                pam_service_name=virtual
                """;
    }

    private String crypt(String password) {
        String hash = new Command(
                        List.of("openssl", "passwd", "-1", "-stdin"), password + "\n", java.time.Duration.ofSeconds(30))
                .runOrFail()
                .strip();
        secrets.password(password, "").hash(hash);
        return hash;
    }

    private JsonScan scan(RootFolder root) {
        CommandRun run = CommandRun.inProcess(
                "scan",
                "--root",
                root.path().toString(),
                "--services",
                "ftp",
                "--memory",
                "none",
                "--format",
                "json",
                "--budget",
                "2s,20s");
        secrets.assertNotIn(run.out(), "the JSON report");
        assertEquals(List.of(), run.scan().incomplete());
        assertEquals(Exit.DONE, run.exit(), run.errText());
        return run.scan();
    }

    private static List<String> weak(JsonScan scan) {
        return scan.passwordFindings().stream()
                .map(finding -> JsonScan.text(finding, "user_name"))
                .sorted()
                .toList();
    }
}
