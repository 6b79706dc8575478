package dev.watchword.account.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.Tree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApacheStoreTest {

    /** {@code htpasswd -nbm ann Summer2024!} with a fixed salt, by openssl passwd -apr1. */
    private static final String APR1 = "$apr1$saltsalt$ptY.cDN6jkr/9lq4pkr9i1";

    @TempDir
    private Path folder = Path.of("");

    private Tree tree = new Tree(Path.of(""));

    @BeforeEach
    void plant() {
        tree = new Tree(folder);
    }

    private RecordingSink told() {
        return tree.read(new ApacheStore());
    }

    @Test
    void readsTheFilesThatIncludedConfigurationNames() {
        tree.file(
                        "/etc/apache2/apache2.conf",
                        "Listen 127.0.0.1:8080",
                        "Define PLACE /srv/pw",
                        "INCLUDE mods-enabled/*.conf",
                        "IncludeOptional sites-enabled",
                        "Include nothing/*.conf")
                .file("/etc/apache2/mods-enabled/a.conf", "AuthUserFile \\", "  \"users one\"")
                .file(
                        "/etc/apache2/sites-enabled/deep/site",
                        "<Location /x>",
                        "  authuserfile ${PLACE}/users",
                        "</Location>")
                .file("/etc/apache2/users one", "# a remark", "", "ann:" + APR1 + ":a remark")
                .file("/srv/pw/users", "bob:{SHA}fosKNDPxIQqWmdhUIONjobFi7Kw=");
        RecordingSink told = told();
        assertEquals(List.of("ann", "bob"), told.names());
        assertEquals(List.of("apr1 " + APR1), told.credentials("ann"));
        assertEquals(List.of("ldap-sha {SHA}fosKNDPxIQqWmdhUIONjobFi7Kw="), told.credentials("bob"));
        assertEquals(ServiceType.HTTP, told.account("ann").service());
        assertEquals(Exposure.LOCAL, told.account("ann").exposure());
        assertEquals(List.of(), told.diagnostics);
        assertEquals(List.of(), told.incomplete);
        assertTrue(told.covered.contains("/srv/pw/users"));
    }

    @Test
    void nobodyGetsInByAnEmptyOrClearField() {
        tree.file("/etc/httpd/conf/httpd.conf", "AuthUserFile conf/pw", "Listen 80")
                .file("/etc/httpd/conf/pw", "empty:", "clear:secret", "ssha:{SSHA}x", "ann:$9$x", "nobody");
        RecordingSink told = told();
        assertEquals(new AccountState.Disabled(), told.state("empty"));
        assertEquals(new AccountState.Disabled(), told.state("clear"));
        assertEquals(new AccountState.Disabled(), told.state("ssha"));
        assertEquals(new AccountState.Unsupported("unsupported_scheme: $9$"), told.state("ann"));
        assertEquals(Exposure.REMOTE, told.account("ann").exposure());
        assertEquals(List.of("/etc/httpd/conf/pw:5 not a line of user:hash"), told.diagnostics);
    }

    @Test
    void theFirstLineOfANameCounts() {
        tree.file("/etc/httpd/conf/httpd.conf", "AuthUserFile /pw").file("/pw", "ann:" + APR1, "ann:*");
        RecordingSink told = told();
        assertEquals(List.of("ann"), told.names());
        assertEquals(1, told.diagnostics.size());
    }

    @Test
    void filesOfHtdigestAreToldAsUnsupported() {
        tree.file("/etc/httpd/conf/httpd.conf", "AuthUserFile /pw")
                .file("/pw", "ann:realm:0123456789abcdef0123456789abcdef");
        assertEquals(new AccountState.Unsupported("unsupported_scheme: htdigest"), told().state("ann"));
    }

    @Test
    void readsAccessFilesWhereTheConfigurationLetsThemCount() {
        tree.file(
                        "/etc/apache2/apache2.conf",
                        "DocumentRoot /var/www/html",
                        "<Directory />",
                        "AllowOverride None",
                        "</Directory>",
                        "<Directory /var/www>",
                        "AllowOverride AuthConfig",
                        "</Directory>",
                        "<Directory /var/www/html/shut>",
                        "AllowOverride None",
                        "</Directory>")
                .file("/var/www/html/a/.htaccess", "AuthUserFile /pw/a")
                .file("/var/www/html/shut/.htaccess", "AuthUserFile /pw/shut")
                .file("/var/www/html/shut/below/.htaccess", "AuthUserFile /pw/shut")
                .file("/elsewhere/.htaccess", "AuthUserFile /pw/shut")
                .file("/pw/a", "ann:" + APR1)
                .file("/pw/shut", "bob:" + APR1);
        assertEquals(List.of("ann"), told().names());
    }

    @Test
    void withoutAWordNoAccessFileCounts() {
        tree.file("/etc/apache2/apache2.conf", "DocumentRoot /var/www")
                .file("/var/www/.htaccess", "AuthUserFile /pw")
                .file("/pw", "ann:" + APR1);
        assertEquals(List.of(), told().names());
    }

    @Test
    void aWalkOverVeryManyFilesEndsAndSaysSo() {
        tree.file(
                "/etc/apache2/apache2.conf",
                "<Directory /srv>",
                "AllowOverride All",
                "</Directory>",
                "DocumentRoot /srv");
        tree.link("/srv/circle/again", "/srv");
        RecordingSink told = told();
        assertEquals(1, told.incomplete.size(), told.incomplete::toString);
        assertTrue(told.incomplete.getFirst().startsWith("/srv more than 20000 served files"));
    }

    @Test
    void circlesOfIncludesEndAndAnUnknownVariableIsTold() {
        tree.file(
                "/etc/apache2/apache2.conf",
                "Include apache2.conf",
                "Define A ${A}${A}",
                "AuthUserFile ${SECRETS}/pw",
                "DocumentRoot ${ROOT}",
                "<Directory ${ROOT}/x>",
                "AllowOverride All",
                "</Directory>",
                "AuthName \"" + "\\\"".repeat(20_000) + "\"",
                "AuthDBMUserFile /pw.dbm");
        RecordingSink told = told();
        assertEquals(1, told.incomplete.size(), told.incomplete::toString);
        assertTrue(told.incomplete.getFirst().contains("line 3 names a password file by a variable"));
        assertEquals(1, told.diagnostics.size());
    }

    /** Whoever owns an included folder can link it into itself, so that its paths multiply. */
    @Test
    void foldersThatAreLinkedIntoThemselvesAreWalkedOnce() {
        tree.file("/etc/apache2/apache2.conf", "Include /srv/sites", "Include /srv/sites/*", "AuthUserFile /users")
                .file("/srv/sites/a.conf", "AuthUserFile /other")
                .file("/users", "ann:" + APR1)
                .file("/other", "bob:" + APR1);
        for (String name : List.of("b", "c", "*", "[a-z]", "d", "e", "f", "g")) {
            tree.link("/srv/sites/" + name, "/srv/sites");
        }
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals(List.of("ann", "bob"), sorted(told())));
    }

    @Test
    void patternsWithoutEndAreTold() {
        String[] lines = new String[50_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "Include /srv/*/*/*/x" + i;
        }
        lines[0] = "AuthUserFile /users";
        tree.file("/etc/apache2/apache2.conf", lines).file("/users", "ann:" + APR1);
        for (int i = 0; i < 30; i++) {
            tree.link("/srv/l" + i, "/srv");
        }
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            RecordingSink told = told();
            assertEquals(List.of("ann"), told.names());
            assertTrue(told.incomplete.stream().anyMatch(line -> line.contains("places")), told.incomplete::toString);
            assertTrue(told.incomplete.size() < 100);
        });
    }

    @Test
    void filesWithoutEndAreTold() {
        tree.file("/etc/apache2/apache2.conf", "Include /srv/*.conf");
        String remark = "# " + "x".repeat(60_000);
        for (int i = 0; i < 30; i++) {
            String[] lines = new String[16];
            Arrays.fill(lines, remark);
            tree.file("/srv/" + (10 + i) + ".conf", lines);
        }
        RecordingSink told = told();
        assertTrue(
                told.incomplete.contains("/srv/39.conf too many included files: not read"), told.incomplete::toString);
        assertEquals(false, told.covered.contains("/srv/39.conf"));
    }

    /** A link leads from everywhere to the same file, and devices and pipes hang whoever reads them. */
    @Test
    void accessFilesAreReadOnceAndNeverWaitedFor() {
        tree.file(
                        "/etc/apache2/apache2.conf",
                        "DocumentRoot /www",
                        "<Directory /www>",
                        "AllowOverride All",
                        "</Directory>")
                .file("/big", "AuthUserFile /users", ("# " + "x".repeat(60_000) + "\n").repeat(15))
                .file("/users", "ann:" + APR1)
                .fifo("/www/pipe/.htaccess")
                .link("/www/zero/.htaccess", "/dev/zero");
        for (int i = 0; i < 2_000; i++) {
            tree.link("/www/d" + i + "/.htaccess", "/big");
        }
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals(List.of("ann"), told().names()));
    }

    @Test
    void usersWithoutEndAreTold() {
        String[] users = new String[50_010];
        for (int i = 0; i < users.length; i++) {
            users[i] = "u" + i + ":{SHA}x";
        }
        tree.file("/etc/apache2/apache2.conf", "AuthUserFile /users").file("/users", users);
        RecordingSink told = told();
        assertEquals(50_000, told.accounts.size());
        assertTrue(told.incomplete.contains("/users more than 50000 users: the others are not read"));
    }

    private static List<String> sorted(RecordingSink told) {
        return told.names().stream().sorted().toList();
    }
}
