package dev.watchword.account.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Verifier;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data folder of a real PostgreSQL 18, of roles that were made through its own statements. */
class PostgresqlStoreIT {

    private static final String WEAK = "Weak2024!";
    private static final int MANY = 300;
    private static final String DATA = "/var/lib/postgresql/18/main";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void findsTheWeakAndNoStrongOne() throws Exception {
        Path data = Files.createTempDirectory("watchword-pg").resolve("data");
        List<String> roles;
        RecordingSink running;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements()) {
                statement.execute(sql);
            }
            askForPasswords(data, statement);
            int port = postgres.getPort();
            assertTrue(letsIn(port, "scram", WEAK));
            assertTrue(letsIn(port, "old", WEAK));
            assertTrue(letsIn(port, "changed", WEAK));
            assertFalse(letsIn(port, "expired", WEAK));
            assertFalse(letsIn(port, "nologin", WEAK));
            assertFalse(letsIn(port, "strong", WEAK));
            assertFalse(letsIn(port, "ghost", WEAK));
            assertFalse(letsIn(port, "nothing", ""));
            roles = column(statement, "SELECT rolname FROM pg_authid WHERE rolcanlogin OR rolname !~ '^pg_'");
            statement.execute("CHECKPOINT");
            running = read(data);
        }
        assertEquals(new TreeSet<>(roles), names(running));
        assertEquals(1, running.incomplete.size(), running.incomplete::toString);
        RecordingSink told = read(data);
        remove(Objects.requireNonNull(data.getParent()));
        assertEquals(List.of(), told.incomplete);
        assertEquals(List.of(), told.diagnostics);
        assertEquals(new TreeSet<>(roles), names(told));
        List<String> weak = new ArrayList<>();
        told.accounts.stream().filter(account -> opens(account, WEAK)).forEach(account -> weak.add(account.userName()));
        weak.sort(null);
        assertEquals(List.of("changed", "expired", "nologin", "old", "scram"), weak);
        assertEquals(new AccountState.Locked(true), told.state("nologin"));
        assertEquals(new AccountState.Disabled(), told.state("nothing"));
        assertEquals("expired", told.state("expired").wireName());
        assertEquals(new AccountState.Usable(), told.state("strong"));
        assertTrue(told.account("old").privileged());
        assertTrue(opens(told.account("strong"), "vQ7#pL2m-Xz9e"));
    }

    private static List<String> statements() {
        List<String> sql = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            sql.add("CREATE ROLE many%d LOGIN PASSWORD 'strong %d vQ7#'".formatted(i, i));
        }
        sql.add("CREATE ROLE changed LOGIN PASSWORD 'before'");
        sql.add("CREATE ROLE ghost LOGIN PASSWORD 'Weak2024!'");
        // what was written before stands in a new file afterwards
        sql.add("VACUUM FULL pg_authid");
        sql.add("CREATE ROLE scram LOGIN PASSWORD 'Weak2024!'");
        sql.add("SET password_encryption = 'md5'");
        sql.add("CREATE ROLE old SUPERUSER LOGIN PASSWORD 'Weak2024!'");
        sql.add("SET password_encryption = 'scram-sha-256'");
        sql.add("CREATE ROLE expired LOGIN PASSWORD 'Weak2024!' VALID UNTIL '2001-02-03'");
        sql.add("CREATE ROLE nologin PASSWORD 'Weak2024!' VALID UNTIL 'infinity'");
        sql.add("CREATE ROLE nothing LOGIN");
        sql.add("CREATE ROLE strong LOGIN PASSWORD 'vQ7#pL2m-Xz9e'");
        sql.add("ALTER ROLE changed PASSWORD 'Weak2024!'");
        for (int i = 0; i < MANY; i += 3) {
            sql.add("DROP ROLE many%d".formatted(i));
        }
        sql.add("DROP ROLE ghost");
        sql.add("BEGIN");
        sql.add("CREATE ROLE undone LOGIN PASSWORD 'Weak2024!'");
        sql.add("ROLLBACK");
        return sql;
    }

    private static void askForPasswords(Path data, Statement statement) throws IOException, SQLException {
        Files.writeString(data.resolve("pg_hba.conf"), """
                host all postgres 127.0.0.1/32 trust
                host all all 127.0.0.1/32 md5
                """);
        statement.execute("SELECT pg_reload_conf()");
        // the postmaster reloads a moment later
        while (!column(statement, "SELECT count(*)::text FROM pg_hba_file_rules WHERE auth_method = 'md5'")
                .equals(List.of("1"))) {
            Thread.onSpinWait();
        }
        column(statement, "SELECT pg_sleep(0.3)::text");
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static boolean letsIn(int port, String user, String password) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            return connection.isValid(5);
        } catch (SQLException refused) {
            return false;
        }
    }

    private RecordingSink read(Path data) throws IOException {
        Tree tree = new Tree(folder);
        try (Stream<Path> logs = Files.list(data.resolve("pg_xact"));
                Stream<Path> tables = Files.list(data.resolve("global"))) {
            for (Path file :
                    Stream.concat(logs, tables).filter(Files::isRegularFile).toList()) {
                tree.bytes(DATA + "/" + data.relativize(file), Files.readAllBytes(file));
            }
        }
        return tree.read(new PostgresqlStore(InstantSource.system()));
    }

    private static TreeSet<String> names(RecordingSink told) {
        assertEquals(told.names().size(), new TreeSet<>(told.names()).size());
        return new TreeSet<>(told.names());
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static boolean opens(Account account, String password) {
        for (EncodedHash hash : account.credentials()) {
            HashScheme scheme = HashSchemes.byId(hash.scheme()).orElseThrow();
            if (scheme.parse(hash) instanceof Parsed.Readable readable
                    && Verifier.matches(scheme, readable.hash(), password.getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }
}
