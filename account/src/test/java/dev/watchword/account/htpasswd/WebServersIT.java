package dev.watchword.account.htpasswd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import dev.watchword.account.apache.ApacheStore;
import dev.watchword.account.nginx.NginxStore;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Verifier;
import dev.watchword.testing.Command;
import dev.watchword.testing.DebianPackage;
import dev.watchword.testing.RootFolder;
import dev.watchword.testing.WebServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the servers' own tools wrote; what each real server lets in and refuses decides. */
class WebServersIT {

    private static final String WEAK = "Weak2024!";
    private static final String STRONG = "vQ7#pL2m-Xz9e";

    @TempDir
    private Path folder = Path.of("");

    private String lines = "";

    @BeforeEach
    void make() {
        DebianPackage.APACHE2_UTILS.require();
        DebianPackage.OPENSSL.require();
        lines = htpasswd("md5", "-m", WEAK)
                + htpasswd("bcrypt", "-B", WEAK)
                + htpasswd("sha", "-s", WEAK)
                + htpasswd("des", "-d", WEAK)
                + htpasswd("sha256", "-2", WEAK)
                + htpasswd("sha512", "-5", WEAK)
                + htpasswd("clear", "-p", WEAK)
                + htpasswd("strong", "-m", STRONG)
                + openssl("o5", "-5")
                + openssl("o1", "-1")
                + openssl("oapr", "-apr1")
                + "empty:\nplain:{PLAIN}" + WEAK + "\nopen:{PLAIN}\nmarked:{SHA}" + WEAK + "\n"
                + "again:*\n" + htpasswd("again", "-m", WEAK);
    }

    private static String htpasswd(String user, String kind, String password) {
        return Command.of("/usr/bin/htpasswd", "-n", "-i", kind, user)
                        .input(password)
                        .runOrFail()
                        .lines()
                        .filter(line -> line.startsWith(user + ":"))
                        .findFirst()
                        .orElseThrow()
                + "\n";
    }

    private static String openssl(String user, String kind) {
        return user + ":"
                + Command.of("/usr/bin/openssl", "passwd", kind, "-stdin")
                        .input(WEAK + "\n")
                        .runOrFail();
    }

    @Test
    void apacheLetsInWhomTheReaderSaysItDoes() {
        RootFolder root = RootFolder.create(folder.resolve("root"))
                .write("/etc/passwd", "root:x:0:0::/:/bin/sh\nwww-data:x:33:33::/:/bin/false\n")
                .write("/etc/group", "root:x:0:\nwww-data:x:33:\n")
                .write("/var/www/index", "x")
                .write("/var/www/own/index", "x")
                .write(
                        "/var/www/own/.htaccess",
                        "AuthType Basic\nAuthName x\nRequire valid-user\nAuthUserFile /srv/own\n")
                .write("/srv/own", htpasswd("owner", "-m", WEAK))
                .write("/etc/apache2/users", lines)
                .write("/etc/apache2/sites/one.conf", """
                        DocumentRoot /var/www
                        <Directory /var/www>
                          AllowOverride AuthConfig
                          AuthType Basic
                          AuthName x
                          AuthUserFile users
                          Require valid-user
                        </Directory>
                        """);
        try (WebServer server = WebServer.apache(root, "ServerRoot /etc/apache2\nIncludeOptional sites/*.conf\n")) {
            RecordingSink told = new Tree(root.path()).read(new ApacheStore());
            compare(told, server, Map.of("owner", "/own/index"), "/index");
            assertTrue(server.login("/own/index", "owner", WEAK));
            assertEquals(List.of(), told.incomplete);
        }
    }

    @Test
    void nginxLetsInWhomTheReaderSaysItDoes() {
        RootFolder root = RootFolder.create(folder.resolve("root"))
                .write("/etc/passwd", "root:x:0:0::/:/bin/sh\nwww-data:x:33:33::/:/bin/false\n")
                .write("/etc/group", "root:x:0:\nwww-data:x:33:\n")
                .write("/var/www/index", "x")
                .write("/etc/nginx/users", lines)
                .write("/etc/nginx/snippets/auth.conf", "auth_basic \"x\";\nauth_basic_user_file users;\n");
        try (WebServer server = WebServer.nginx(root, "root /var/www;\ninclude snippets/*.conf;")) {
            RecordingSink told = new Tree(root.path()).read(new NginxStore());
            compare(told, server, Map.of(), "/index");
            assertTrue(server.login("/index", "plain", WEAK));
            assertEquals(List.of(), told.incomplete);
        }
    }

    /** Every account that the reader tells of, with three passwords: both say the same. */
    private static void compare(RecordingSink told, WebServer server, Map<String, String> paths, String usual) {
        assertFalse(told.accounts.isEmpty());
        for (Account account : told.accounts) {
            for (String password : List.of(WEAK, STRONG, "")) {
                boolean expected =
                        server.login(paths.getOrDefault(account.userName(), usual), account.userName(), password);
                assertEquals(expected, opens(account, password), account.userName() + " with " + password);
            }
        }
        assertFalse(opens(told.account("again"), WEAK));
        assertTrue(opens(told.account("md5"), WEAK) && opens(told.account("strong"), STRONG));
    }

    private static boolean opens(Account account, String password) {
        return switch (account.state().wireName()) {
            case "passwordless" -> password.isEmpty();
            case "usable" -> account.credentials().stream().anyMatch(hash -> matches(hash, password));
            default -> false;
        };
    }

    private static boolean matches(EncodedHash hash, String password) {
        HashScheme scheme = HashSchemes.byId(hash.scheme()).orElseThrow();
        return scheme.parse(hash) instanceof Parsed.Readable readable
                && Verifier.matches(scheme, readable.hash(), password.getBytes(StandardCharsets.UTF_8));
    }
}
