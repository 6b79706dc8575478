package dev.watchword.account.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.Tree;
import java.nio.file.Path;
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
}
