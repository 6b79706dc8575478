package dev.watchword.account.proftpd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.account.AccountState;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProftpdStoreTest {

    private static final String MD5CRYPT = "$1$saltsalt$rsR8r8J.Yz2zaqiFuYUVj0";

    @TempDir
    private Path folder = Path.of("");

    private Tree tree = new Tree(Path.of(""));

    @BeforeEach
    void plant() {
        tree = new Tree(folder);
    }

    private RecordingSink read() {
        return tree.read(new ProftpdStore());
    }

    @Test
    void readsTheUserFilesThatTheConfigurationNames() {
        tree.file(
                        "/etc/proftpd/proftpd.conf",
                        "# AuthUserFile /none",
                        "Include /etc/proftpd/conf.d/",
                        "AuthOrder mod_auth_file.c")
                .file(
                        "/etc/proftpd/conf.d/users.conf",
                        "<VirtualHost 192.0.2.1>",
                        "  AuthUserFile \"/etc/proftpd/ftpd passwd\"",
                        "</VirtualHost>")
                .file(
                        "/etc/proftpd/ftpd passwd",
                        "joe:" + MD5CRYPT + ":1001:1001:Joe Doe:/srv/ftp/joe:/bin/false",
                        "eva:!" + MD5CRYPT + ":1002:1002::/srv/ftp/eva:/bin/false",
                        "nil::1003:1003::/srv/ftp/nil:/bin/false",
                        "short:x");
        RecordingSink told = read();
        assertEquals(List.of("md5crypt " + MD5CRYPT), told.credentials("joe"));
        assertEquals("Joe Doe", told.account("joe").owner().fullName());
        assertEquals(new AccountState.Locked(true), told.state("eva"));
        assertEquals(new AccountState.Passwordless(), told.state("nil"));
        assertEquals(List.of("/etc/proftpd/ftpd passwd:4 not a line of seven fields"), told.diagnostics);
        assertEquals(List.of(), told.incomplete);
    }

    @Test
    void tellsWhoComesInWithoutAPassword() {
        tree.file(
                "/etc/proftpd.conf",
                "<Anonymous ~ftp>",
                "  User ftp",
                "  <Directory *>",
                "    AllowOverwrite off",
                "  </Directory>",
                "  UserAlias anonymous ftp",
                "</Anonymous>",
                "<Anonymous ~guests>",
                "  User guest",
                "  AnonRequirePassword on",
                "  UserPassword guest " + MD5CRYPT,
                "</Anonymous>",
                "User nobody");
        RecordingSink told = read();
        assertEquals(List.of("ftp", "anonymous", "guest"), told.names());
        assertEquals(new AccountState.Passwordless(), told.state("anonymous"));
        assertEquals(new AccountState.Usable(), told.state("guest"));
    }

    @Test
    void saysWhatItDoesNotCover() {
        tree.file("/etc/proftpd/proftpd.conf", "SQLConnectInfo db@localhost user secret");
        assertEquals(
                List.of("/etc/proftpd/proftpd.conf:1 users in a database or directory are not covered"),
                read().diagnostics);
    }

    @Test
    void includesThatLeadInACircleEnd() {
        tree.file("/etc/proftpd/proftpd.conf", "Include /etc/proftpd/*.conf", "</Anonymous>");
        assertEquals(List.of(), read().names());
    }

    /** A line that a reader with a stack frame for each character does not survive. */
    @Test
    void readsBehindALineOfBackslashes() {
        String longest = "\"" + "\\x".repeat(32_000) + "\"";
        tree.file("/etc/proftpd/proftpd.conf", "AuthUserFile " + longest, "AuthUserFile /users")
                .file("/users", "joe:" + MD5CRYPT + ":1001:1001:Joe Doe:/srv/ftp/joe:/bin/false");
        assertEquals(List.of("joe"), read().names());
    }
}
