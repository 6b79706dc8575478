package dev.watchword.agent.reset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.reset.service.ServicePlaces;
import dev.watchword.testing.MariaDbServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resets of accounts of a real MariaDB, judged by logging in to it. */
class MariaDbResetIT {

    private static final String OLD = "0ld-Passw0rd";
    private static final String NEW = "N3w:Pässwörd $x' #1";
    private static final List<String> VERIFIED = List.of("applied {}", "verified {\"obstacles\":[]}");

    @TempDir
    private Path home = Path.of("");

    @Test
    void changesPasswordsOfBothPluginsAndNoOtherWayToLogIn() throws IOException {
        try (MariaDbServer server = MariaDbServer.start(
                "--plugin-load-add=auth_ed25519", "--general-log=1", "--general-log-file=general.log", "--log-bin")) {
            TestHost host = host(server, Set.of("mysql"));
            server.sql("CREATE USER ann@localhost IDENTIFIED BY '" + OLD + "';"
                    + "CREATE USER bob IDENTIFIED BY '" + OLD + "';"
                    + "CREATE USER ed@'%' IDENTIFIED VIA ed25519 USING PASSWORD('" + OLD + "');"
                    + "CREATE USER `both`@localhost IDENTIFIED VIA unix_socket OR mysql_native_password USING PASSWORD('"
                    + OLD + "');");
            for (String account : List.of("ann@localhost", "ed@%", "both@localhost")) {
                String user = account.substring(0, account.indexOf('@'));
                assertTrue(server.login(user, OLD), user);
                assertEquals(VERIFIED, host.hears(host.command("mysql:" + account, NEW, true)), account);
                assertTrue(server.login(user, NEW), user);
                assertFalse(server.login(user, OLD), user);
            }
            assertTrue(server.login("bob", OLD));
            assertTrue(
                    server.sql("SHOW CREATE USER `both`@localhost").getFirst().contains("VIA unix_socket OR"));
            assertNowhere(server.dataFolder());
        }
    }

    @Test
    void saysWhyItDidNothing() throws IOException {
        try (MariaDbServer server = MariaDbServer.start()) {
            TestHost host = host(server, Set.of("mysql"));
            server.sql("CREATE USER ann@localhost IDENTIFIED BY '" + OLD + "';"
                    + "CREATE USER off@localhost IDENTIFIED BY '" + OLD + "' ACCOUNT LOCK;"
                    + "CREATE USER sock@localhost IDENTIFIED VIA unix_socket; CREATE ROLE auditors;");
            assertEquals(reason("account_missing"), host.hears(host.command("mysql:ann@%", NEW, true)));
            assertEquals(reason("account_missing"), host.hears(host.command("mysql:auditors@", NEW, true)));
            assertEquals(reason("account_locked"), host.hears(host.command("mysql:off@localhost", NEW, true)));
            assertEquals(reason("unsupported_store"), host.hears(host.command("mysql:sock@localhost", NEW, true)));
            assertEquals(reason("unsupported_store"), host.hears(host.command("mysql:ann", NEW, true)));
            assertEquals(reason("unsupported_store"), host.hears(host.command("mysql:ann'@localhost", NEW, true)));
            server.sql("INSTALL SONAME 'simple_password_check'");
            assertEquals(reason("policy_refused"), host.hears(host.command("mysql:ann@localhost", NEW, true)));
            server.sql("ALTER USER root@localhost IDENTIFIED BY '" + OLD + "'");
            assertEquals(reason("access_denied"), host.hears(host.command("mysql:ann@localhost", NEW, true)));
            assertTrue(server.login("ann", OLD));
        }
    }

    /** After a crash the store tells what came of it, whether the server runs again or not. */
    @Test
    void aStoppedServersFilesTellWhatHolds() throws IOException {
        Path data = Files.createDirectories(home.resolve("root/var/lib/mysql/mysql"));
        try (MariaDbServer server = MariaDbServer.start()) {
            TestHost host = host(server, Set.of("mysql"));
            server.sql("CREATE USER ann@localhost IDENTIFIED BY '" + OLD + "'");
            assertEquals(VERIFIED, host.hears(host.command("mysql:ann@localhost", NEW, true)));
            for (String name : List.of("global_priv.MAD", "global_priv.MAI")) {
                Files.copy(server.dataFolder().resolve("mysql").resolve(name), data.resolve(name));
            }
        }
        PasswordPlace place = Objects.requireNonNull(
                ServicePlaces.of(home.resolve("root"), Set.of("mysql")).get("mysql"));
        assertEquals(Held.YES, place.holds("ann@localhost", NEW.getBytes(StandardCharsets.UTF_8)));
        assertEquals(Held.NO, place.holds("ann@localhost", OLD.getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                new PasswordPlace.Setting.Refused(Failure.STORE_BUSY),
                place.set("ann@localhost", new byte[] {'x'}, () -> Duration.ofMillis(300)));
    }

    private TestHost host(MariaDbServer server, Set<String> services) throws IOException {
        Path root = Objects.requireNonNull(server.dataFolder().getParent());
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/my.cnf"), "[mysqld]\ndatadir=/data\nsocket = /socket\n");
        return new TestHost(root, home, ServicePlaces.of(root, services));
    }

    private static void assertNowhere(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                assertFalse(content.contains(NEW) || content.contains(NEW.replace("'", "\\'")), file.toString());
            }
        }
        assertTrue(Files.readString(folder.resolve("general.log")).contains("SET PASSWORD"), "the log is on");
    }

    private static List<String> reason(String word) {
        return List.of("failed {\"reason\":\"" + word + "\"}");
    }
}
