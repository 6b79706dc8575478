package dev.watchword.account.nginx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxStoreTest {

    private static final String APR1 = "$apr1$saltsalt$ptY.cDN6jkr/9lq4pkr9i1";

    @TempDir
    private Path folder = Path.of("");

    private Tree tree = new Tree(Path.of(""));

    @BeforeEach
    void plant() {
        tree = new Tree(folder);
    }

    private RecordingSink told() {
        return tree.read(new NginxStore());
    }

    @Test
    void readsTheFilesThatIncludedConfigurationNames() {
        tree.file(
                        "/etc/nginx/nginx.conf",
                        "http { # auth_basic_user_file /no;",
                        "  include sites-enabled/*;",
                        "  log_format main '$remote_addr; {';",
                        "}")
                .file(
                        "/etc/nginx/sites-enabled/default",
                        "server { listen 127.0.0.1:80; listen unix:/run/x; location /a {",
                        "auth_basic \"closed; auth_basic_user_file /no;\";",
                        "auth_basic_user_file",
                        "   'pass words'; } location ~ \"x{2}\" { auth_basic_user_file /srv/a\\ b;}}")
                .file(
                        "/etc/nginx/pass words",
                        "ann:" + APR1,
                        "ssha:{SSHA}b4OBCpphXIPyYxJ9IOFyA8oVSgqj",
                        "cle:{PLAIN}pw")
                .file("/srv/a b", "bob:*:a remark");
        RecordingSink told = told();
        assertEquals(List.of("ann", "ssha", "cle", "bob"), told.names());
        assertEquals(List.of("apr1 " + APR1), told.credentials("ann"));
        assertEquals(List.of("plain pw"), told.credentials("cle"));
        assertEquals(Exposure.LOCAL, told.account("ann").exposure());
        assertEquals(List.of(), told.incomplete);
        assertEquals(List.of(), told.diagnostics);
    }

    @Test
    void tellsStatesApart() {
        tree.file("/etc/nginx/nginx.conf", "server { listen 80; auth_basic_user_file pw; }")
                .file("/etc/nginx/pw", "empty:", "open:{PLAIN}", "clear:secret", "md5:{MD5}x", "sha:{SHA}x", "odd");
        RecordingSink told = told();
        assertEquals(new AccountState.Disabled(), told.state("empty"));
        assertEquals(new AccountState.Passwordless(), told.state("open"));
        assertEquals(new AccountState.Disabled(), told.state("clear"));
        assertEquals(new AccountState.Disabled(), told.state("md5"));
        assertTrue(told.state("sha") instanceof AccountState.Unsupported);
        assertEquals(Exposure.REMOTE, told.account("open").exposure());
        assertEquals(List.of("/etc/nginx/pw:6 not a line of user:hash"), told.diagnostics);
    }

    @Test
    void tellsWhatTheRequestDecides() {
        tree.file("/etc/nginx/nginx.conf", "auth_basic_user_file /srv/$host/pw; auth_request /x; include nginx.conf;");
        RecordingSink told = told();
        assertEquals(1, told.incomplete.size(), told.incomplete::toString);
        assertEquals(1, told.diagnostics.size());
    }
}
