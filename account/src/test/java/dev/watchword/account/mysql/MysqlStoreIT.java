package dev.watchword.account.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import dev.watchword.testing.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a real MariaDB, of accounts that were made through its own statements. */
class MysqlStoreIT {

    private static final int MANY = 400;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void findsTheWeakAndNoStrongOneInAClosedTable() throws Exception {
        RecordingSink told;
        List<String> rows;
        try (MariaDbServer server = MariaDbServer.start("--plugin-load-add=auth_ed25519")) {
            server.sql(accounts());
            rows = server.sql("SELECT CONCAT(User, '@', Host) FROM mysql.global_priv"
                    + " WHERE JSON_VALUE(Priv, '$.is_role') IS NULL; FLUSH TABLES;");
            assertTrue(server.login("native", "Weak2024!"));
            assertTrue(server.login("ed", "Weak2024!"));
            assertTrue(server.login("nothing", ""));
            assertFalse(server.login("locked", "Weak2024!"));
            assertFalse(server.login("strong", "Weak2024!"));
            assertFalse(server.login("never", "invalid"));
            assertFalse(server.login("ghost", "Weak2024!"));
            told = read(server);
        }
        assertEquals(List.of(), told.incomplete);
        assertEquals(List.of(), told.diagnostics);
        assertEquals(new TreeSet<>(rows), new TreeSet<>(told.names()));
        assertEquals(rows.size(), told.accounts.size());
        List<String> weak = new ArrayList<>();
        for (Account account : told.accounts) {
            if (Opening.opens(account, "Weak2024!")) {
                weak.add(account.userName());
            }
        }
        weak.sort(null);
        assertEquals(List.of("ed@%", "either@localhost", "locked@%", "native@%"), weak);
        assertEquals(new AccountState.Locked(true), told.state("locked@%"));
        assertEquals(new AccountState.External("unix_socket"), told.state("socket@localhost"));
        assertEquals(new AccountState.Passwordless(), told.state("nothing@%"));
        assertEquals(new AccountState.Disabled(), told.state("never@%"));
        assertEquals(new AccountState.Usable(), told.state("strong@%"));
    }

    @Test
    void tableThatARunningServerHoldsIsNeverComplete() throws Exception {
        try (MariaDbServer server = MariaDbServer.start()) {
            server.sql("FLUSH TABLES; CREATE USER late IDENTIFIED BY 'Weak2024!';");
            RecordingSink told = read(server);
            assertEquals(List.of(), told.covered);
            assertTrue(told.incomplete.getFirst().contains("has the table open"), told.incomplete::toString);
        }
    }

    private static String accounts() {
        StringBuilder sql = new StringBuilder("""
                CREATE USER native IDENTIFIED BY 'Weak2024!';
                CREATE USER ed IDENTIFIED VIA ed25519 USING PASSWORD('Weak2024!');
                CREATE USER either@localhost IDENTIFIED VIA unix_socket OR mysql_native_password USING PASSWORD('Weak2024!');
                CREATE USER locked IDENTIFIED BY 'Weak2024!' ACCOUNT LOCK;
                CREATE USER socket@localhost IDENTIFIED VIA unix_socket;
                CREATE USER nothing;
                CREATE USER never IDENTIFIED VIA mysql_native_password USING 'invalid';
                CREATE USER strong IDENTIFIED BY 'vQ7#pL2m-Xz9e';
                CREATE USER ghost IDENTIFIED BY 'Weak2024!';
                CREATE ROLE auditors;
                """);
        for (int i = 0; i < MANY; i++) {
            sql.append("CREATE USER many%d@'10.0.0.%d' IDENTIFIED BY 'strong %d vQ7#';\n".formatted(i, i % 250, i));
        }
        for (int i = 0; i < MANY; i += 3) {
            sql.append("DROP USER many%d@'10.0.0.%d';\n".formatted(i, i % 250));
        }
        return sql.append("DROP USER ghost;\n").toString();
    }

    private RecordingSink read(MariaDbServer server) throws IOException {
        Tree tree = new Tree(folder);
        for (String name : List.of("global_priv.MAD", "global_priv.MAI")) {
            tree.bytes(
                    "/var/lib/mysql/mysql/" + name,
                    Files.readAllBytes(server.dataFolder().resolve("mysql/" + name)));
        }
        return tree.read(new MysqlStore(InstantSource.system()));
    }
}
