package dev.watchword.account.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.RunningTables.Answer;
import dev.watchword.account.RunningTables.Identity;
import dev.watchword.account.RunningTables.Server;
import dev.watchword.account.ServiceType;
import dev.watchword.account.session.LocalSessions;
import dev.watchword.testing.DatabasePrograms;
import dev.watchword.testing.MariaDbServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Real servers of other versions than Debian's: asked while they run, and read from their files when they were shut down. */
class OtherServersIT {

    private static final String WEAK = "Weak2024!";

    @Test
    void mariaDb114TellsTheSameRunningAndShutDown() {
        try (MariaDbServer server = MariaDbServer.startForRoot(DatabasePrograms.MARIADB_11_4)) {
            server.sql("""
                    CREATE USER native IDENTIFIED BY 'Weak2024!';
                    CREATE USER either@localhost IDENTIFIED VIA unix_socket OR mysql_native_password USING PASSWORD('Weak2024!');
                    CREATE USER locked IDENTIFIED BY 'Weak2024!' ACCOUNT LOCK;
                    CREATE USER socket@localhost IDENTIFIED VIA unix_socket;
                    CREATE USER never IDENTIFIED VIA mysql_native_password USING 'invalid';
                    CREATE USER nothing;
                    CREATE USER strong IDENTIFIED BY 'vQ7#pL2m-Xz9e';
                    CREATE USER ghost IDENTIFIED BY 'Weak2024!';
                    CREATE ROLE auditors;
                    DROP USER ghost;
                    """);
            assertTrue(server.login("native", WEAK));
            assertFalse(server.login("locked", WEAK));
            assertFalse(server.login("strong", WEAK));
            same(server, List.of("either@localhost", "locked@%", "native@%"));
        }
    }

    @Test
    void mySql80TellsTheSameRunningAndShutDown() {
        try (MariaDbServer server = MariaDbServer.startForRoot(DatabasePrograms.MYSQL_8_0)) {
            server.sql("""
                    CREATE USER native@'%' IDENTIFIED WITH mysql_native_password BY 'Weak2024!';
                    CREATE USER sha2@'%' IDENTIFIED WITH caching_sha2_password BY 'Weak2024!';
                    CREATE USER sha256@localhost IDENTIFIED WITH sha256_password BY 'Weak2024!';
                    CREATE USER locked@'%' IDENTIFIED BY 'Weak2024!' ACCOUNT LOCK;
                    CREATE USER nothing@'%' IDENTIFIED BY '';
                    CREATE USER twofold@'%' IDENTIFIED BY 'Weak2024!';
                    ALTER USER twofold@'%' IDENTIFIED BY 'vQ7#pL2m-Xz9e' RETAIN CURRENT PASSWORD;
                    CREATE USER strong@'%' IDENTIFIED BY 'vQ7#pL2m-Xz9e';
                    CREATE USER ghost@'%' IDENTIFIED BY 'Weak2024!';
                    CREATE ROLE auditors;
                    DROP USER ghost@'%';
                    """);
            assertTrue(server.login("native", WEAK));
            assertTrue(server.login("sha2", WEAK));
            assertTrue(server.login("twofold", WEAK));
            assertFalse(server.login("locked", WEAK));
            assertFalse(server.login("strong", WEAK));
            assertRefusesOrReads(server, "sha2", WEAK, "not read: the server refuses with error 1142");
            assertRefusesOrReads(server, "sha2", "wrong", "not read: the server refuses with error 1045");
            same(server, List.of("locked@%", "native@%", "sha256@localhost", "sha2@%", "twofold@%"));
        }
    }

    /** A login by password works, whatever the account may then read. */
    private static void assertRefusesOrReads(MariaDbServer server, String user, String password, String outcome) {
        LocalSessions sessions = new LocalSessions();
        Identity identity =
                new Identity(user, Optional.of(password.getBytes(StandardCharsets.UTF_8)), "made by this test");
        Answer answer = sessions.ask(
                new Server(ServiceType.MYSQL, server.socket().toString(), Set.of("root", "mysql"), List.of(identity)));
        assertTrue(answer instanceof Answer.Untold, answer::toString);
        assertEquals(outcome, sessions.sessions().getFirst().outcome());
    }

    private static void same(MariaDbServer server, List<String> weak) {
        Path data = server.dataFolder();
        String socket = server.socket().toString();
        RecordingSink live = RunningMysqlIT.scan(new LocalSessions());
        assertTrue(live.covered.contains(socket), live.diagnostics::toString);
        List<Account> running = RunningMysqlIT.at(socket, live);
        assertEquals(
                weak,
                running.stream()
                        .filter(account -> Opening.opens(account, WEAK))
                        .map(Account::userName)
                        .sorted()
                        .toList());
        server.shutDown();
        RecordingSink offline = new RecordingSink();
        new MysqlStore(InstantSource.system()).read(new DataFolder(data), offline);
        assertEquals(List.of(), offline.incomplete);
        assertEquals(RunningMysqlIT.described(running), RunningMysqlIT.described(offline.accounts));
    }
}
