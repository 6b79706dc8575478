package dev.watchword.account.vsftpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VsftpdStoreTest {

    private static final String MD5CRYPT = "$1$saltsalt$rsR8r8J.Yz2zaqiFuYUVj0";

    @TempDir
    private Path folder = Path.of("");

    private Tree tree = new Tree(Path.of(""));

    @BeforeEach
    void plant() {
        tree = new Tree(folder);
    }

    private RecordingSink read() {
        return tree.read(new VsftpdStore());
    }

    @Test
    void readsTheDatabaseThatPamNames() throws IOException {
        tree.file("/etc/vsftpd.conf", "anonymous_enable=NO", "local_enable=YES", "pam_service_name=ftp_users")
                .file("/etc/pam.d/ftp_users", "auth required pam_userdb.so db=/etc/vsftpd/login \\", "   crypt=none")
                .bytes("/etc/vsftpd/login.db", database());
        RecordingSink told = read();
        assertEquals(
                List.of("ann", "bob", "long"), told.names().stream().sorted().toList());
        assertEquals(List.of("plain secret1"), told.credentials("ann"));
        assertEquals(new AccountState.Usable(), told.state("ann"));
        assertEquals(ServiceType.FTP, told.account("ann").service());
        assertTrue(told.covered.contains("/etc/vsftpd/login.db"), told.covered.toString());
        assertEquals(List.of(), told.incomplete);
    }

    @Test
    void readsHashesOfADatabaseThatHoldsSuch() throws IOException {
        tree.file("/etc/vsftpd.conf", "anonymous_enable=NO", "local_enable=YES")
                .file("/etc/pam.d/ftp", "auth [success=1 default=ignore] pam_userdb.so db=/db crypt=crypt")
                .bytes("/db.db", database());
        RecordingSink told = read();
        assertEquals(new AccountState.Disabled(), told.state("ann"));
        assertEquals(List.of(), told.credentials("bob"));
    }

    @Test
    void readsThePasswordFileThatPamNames() {
        tree.file("/etc/vsftpd/site.conf", "anonymous_enable=NO", "local_enable=YES", "listen_address=127.0.0.1")
                .file("/etc/pam.d/ftp", "@include virtual")
                .file("/etc/pam.d/virtual", "auth required pam_pwdfile.so pwdfile /etc/ftp.passwd # ours")
                .file("/etc/ftp.passwd", "joe:" + MD5CRYPT, "eva:!" + MD5CRYPT + ":more", "not a line");
        RecordingSink told = read();
        assertEquals(List.of("md5crypt " + MD5CRYPT), told.credentials("joe"));
        assertEquals(new AccountState.Locked(true), told.state("eva"));
        assertEquals(Exposure.LOCAL, told.account("joe").exposure());
        assertEquals(List.of("/etc/ftp.passwd:3 not a line of user:password"), told.diagnostics);
    }

    @Test
    void anonymousIsOnUnlessSwitchedOff() {
        tree.file("/etc/vsftpd.conf", "# anonymous_enable=NO", "local_enable=NO");
        assertEquals(new AccountState.Passwordless(), read().state("anonymous"));
        assertEquals(Exposure.REMOTE, read().account("anonymous").exposure());
        tree.file("/etc/vsftpd.conf", "anonymous_enable=no");
        assertEquals(List.of(), read().names());
    }

    @Test
    void whoMayNotLogInIsLocked() {
        tree.file("/etc/vsftpd.conf", "anonymous_enable=NO", "local_enable=YES", "userlist_enable=YES")
                .file("/etc/vsftpd.user_list", "eva")
                .file("/etc/pam.d/ftp", "auth required pam_pwdfile.so pwdfile=/p")
                .file("/p", "joe:" + MD5CRYPT, "eva:" + MD5CRYPT);
        assertEquals(new AccountState.Usable(), read().state("joe"));
        assertEquals(new AccountState.Locked(true), read().state("eva"));
        tree.file(
                "/etc/vsftpd.conf",
                "anonymous_enable=NO",
                "local_enable=YES",
                "userlist_enable=YES",
                "userlist_deny=NO");
        assertEquals(new AccountState.Locked(true), read().state("joe"));
        assertEquals(new AccountState.Usable(), read().state("eva"));
        tree.file("/etc/vsftpd.conf", "anonymous_enable=NO");
        assertEquals(new AccountState.Locked(true), read().state("joe"));
    }

    @Test
    void aDamagedDatabaseIsIncomplete() {
        tree.file("/etc/vsftpd.conf", "anonymous_enable=NO", "local_enable=YES")
                .file(
                        "/etc/pam.d/ftp",
                        "auth required pam_userdb.so db=/a",
                        "auth required pam_userdb.so db=/b key_only")
                .file("/a.db", "x".repeat(600))
                .file("/b.db", "");
        assertEquals(
                List.of(
                        "/a.db not a hash or btree database of Berkeley DB",
                        "/b.db user and password stand in one key (key_only): not read"),
                read().incomplete);
    }

    @Test
    void includesThatLeadInACircleEnd() {
        tree.file("/etc/vsftpd.conf", "anonymous_enable=NO", "local_enable=YES")
                .file("/etc/pam.d/ftp", "@include ftp", "auth include ../../etc/shadow");
        RecordingSink told = read();
        assertEquals(
                List.of("/etc/pam.d more than 32 included files: the others are not read"),
                told.incomplete.stream().distinct().toList());
    }

    private static byte[] database() throws IOException {
        try (InputStream packed =
                        VsftpdStoreTest.class.getResourceAsStream("/dev/watchword/account/berkeley/small-hash.db.gz");
                InputStream plain = new GZIPInputStream(packed)) {
            return plain.readAllBytes();
        }
    }

    @Test
    void readsBehindALineOfBackslashesInPam() {
        tree.file("/etc/vsftpd.conf", "anonymous_enable=NO", "local_enable=YES")
                .file(
                        "/etc/pam.d/ftp",
                        "auth optional pam_env.so [" + "\\x".repeat(32_000) + "]",
                        "auth required pam_pwdfile.so pwdfile /etc/ftp.passwd")
                .file("/etc/ftp.passwd", "joe:" + MD5CRYPT);
        assertEquals(List.of("joe"), read().names());
    }
}
