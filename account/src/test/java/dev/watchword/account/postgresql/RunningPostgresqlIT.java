package dev.watchword.account.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.RunningTables;
import dev.watchword.account.ServerSession;
import dev.watchword.account.session.LocalSessions;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Verifier;
import dev.watchword.rootfs.HostRootFs;
import dev.watchword.rootfs.RootFs;
import dev.watchword.testing.FixtureFailure;
import dev.watchword.testing.PostgresqlServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A real PostgreSQL of Debian's, asked as its own user while it runs and read from its files when it was shut down. Other clusters may stand on
 * the machine too: what is told of them is left.
 */
class RunningPostgresqlIT {

    private static final String PASSWORD = "Weak2024!";

    private static final String ROLES = """
            CREATE ROLE scram LOGIN PASSWORD 'Weak2024!';
            SET password_encryption = 'md5';
            CREATE ROLE "Älter" SUPERUSER LOGIN PASSWORD 'Weak2024!';
            SET password_encryption = 'scram-sha-256';
            CREATE ROLE expired LOGIN PASSWORD 'Weak2024!' VALID UNTIL '2001-02-03 04:05:06.789+00';
            CREATE ROLE forever LOGIN PASSWORD 'Weak2024!' VALID UNTIL 'infinity';
            CREATE ROLE never LOGIN PASSWORD 'Weak2024!' VALID UNTIL '-infinity';
            CREATE ROLE nologin PASSWORD 'Weak2024!';
            CREATE ROLE nothing LOGIN;
            CREATE ROLE strong LOGIN PASSWORD 'vQ7#pL2m-Xz9e';
            CREATE ROLE ghost LOGIN PASSWORD 'Weak2024!';
            DROP ROLE ghost;
            """;

    @Test
    void tellsTheSameRunningAndShutDown() {
        try (PostgresqlServer server = PostgresqlServer.start()) {
            server.sql(ROLES);
            assertTrue(server.login("scram", PASSWORD));
            assertTrue(server.login("Älter", PASSWORD));
            assertFalse(server.login("expired", PASSWORD));
            assertFalse(server.login("strong", PASSWORD));
            assertFalse(server.login("nologin", PASSWORD));
            String socket = server.socket().toString();
            LocalSessions sessions = new LocalSessions();
            RecordingSink live = scan(sessions);
            List<Account> running = at(socket, live);
            assertEquals(
                    List.of("expired", "forever", "never", "nologin", "scram", "Älter"),
                    running.stream()
                            .filter(account -> opens(account, PASSWORD))
                            .map(Account::userName)
                            .sorted()
                            .toList());
            assertTrue(live.covered.contains(socket), live.covered::toString);
            String data = server.dataFolder().toString();
            assertTrue(live.incomplete.stream().noneMatch(line -> line.contains(data)), live.incomplete::toString);
            assertEquals(
                    List.of("postgres: opened, read "
                            + server.sql("SELECT count(*) FROM pg_authid").getFirst() + " rows, closed"),
                    sessions.sessions().stream()
                            .filter(session -> session.socket().equals(socket))
                            .map(session -> session.user() + ": " + session.outcome())
                            .toList());

            server.shutDown();
            RecordingSink offline = new RecordingSink();
            try (RootFs machine = HostRootFs.open(Path.of("/")).orElseThrow()) {
                new DataFolder(
                                machine,
                                offline,
                                data,
                                Exposure.LOCAL,
                                InstantSource.system().instant())
                        .read();
            }
            assertEquals(List.of(), offline.incomplete);
            assertEquals(described(running), described(offline.accounts));
            assertEquals(new AccountState.Locked(true), offline.state("nologin"));
            assertEquals("expired", offline.state("never").wireName());
        }
    }

    @Test
    void onlyTheThreadThatConnectsIsAnotherUser() throws Exception {
        try (PostgresqlServer server = PostgresqlServer.start()) {
            scan(new LocalSessions());
            for (Path task : tasks()) {
                assertTrue(Files.readString(task.resolve("status")).contains("\nUid:\t0\t0\t0\t0\n"), task::toString);
            }
        }
    }

    private static List<Path> tasks() throws Exception {
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.toList();
        }
    }

    @Test
    void noSessionIsOpenedWhereItIsForbidden() {
        try (PostgresqlServer server = PostgresqlServer.start()) {
            String connections = "SELECT sessions FROM pg_stat_database WHERE datname = 'postgres'";
            long before = Long.parseLong(server.sql(connections).getFirst());
            RecordingSink told = scan(RunningTables.FORBIDDEN);
            assertEquals(List.of(), at(server.socket().toString(), told));
            assertTrue(
                    told.incomplete.stream()
                            .anyMatch(
                                    line -> line.startsWith(server.dataFolder().toString())
                                            && line.contains("its server runs")),
                    told.incomplete::toString);
            assertTrue(told.diagnostics.stream().anyMatch(line -> line.contains("no session may be opened")));
            assertTrue(Long.parseLong(server.sql(connections).getFirst()) <= before + 1, "only the client's own");
        }
    }

    /** A server that asks its own user for a password is not given one. */
    @Test
    void aPasswordIsNotTried() throws Exception {
        try (PostgresqlServer server = PostgresqlServer.start()) {
            Files.writeString(server.dataFolder().resolve("pg_hba.conf"), "local all all md5\n");
            server.sql("SELECT pg_reload_conf();");
            // the postmaster reloads a moment later
            awaitRefusal(server);
            LocalSessions sessions = new LocalSessions();
            RecordingSink told = scan(sessions);
            String socket = server.socket().toString();
            assertEquals(List.of(), at(socket, told));
            ServerSession own = sessions.sessions().stream()
                    .filter(session -> session.socket().equals(socket))
                    .findFirst()
                    .orElseThrow();
            assertTrue(own.outcome().contains("asks for a password"), own::outcome);
            assertTrue(told.names().contains("postgres"), "the files tell it");
        }
    }

    private static void awaitRefusal(PostgresqlServer server) throws InterruptedException {
        while (isAsked(server)) {
            Thread.sleep(20);
        }
    }

    private static boolean isAsked(PostgresqlServer server) {
        try {
            server.sql("SELECT 1");
            return true;
        } catch (FixtureFailure refused) {
            return false;
        }
    }

    private static RecordingSink scan(RunningTables tables) {
        RecordingSink sink = new RecordingSink();
        try (RootFs machine = HostRootFs.open(Path.of("/")).orElseThrow()) {
            new PostgresqlStore(InstantSource.system(), tables).read(machine, sink);
        }
        return sink;
    }

    private static List<Account> at(String store, RecordingSink told) {
        return told.accounts.stream()
                .filter(account -> account.store().path().equals(store))
                .toList();
    }

    private static TreeSet<String> described(List<Account> accounts) {
        return accounts.stream()
                .map(account -> account.userName() + " " + account.state() + " "
                        + account.credentials().stream()
                                .map(hash -> hash.scheme() + " " + hash.latin1())
                                .toList()
                        + " " + account.privileged())
                .collect(Collectors.toCollection(TreeSet::new));
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
