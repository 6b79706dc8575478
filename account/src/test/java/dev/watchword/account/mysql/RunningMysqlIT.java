package dev.watchword.account.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.RunningTables;
import dev.watchword.account.ServerSession;
import dev.watchword.account.session.LocalSessions;
import dev.watchword.rootfs.HostRootFs;
import dev.watchword.rootfs.RootFs;
import dev.watchword.testing.DebianPackage;
import dev.watchword.testing.MariaDbServer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A real MariaDB 10.11, asked while it runs and read from its files when it was shut down. Other servers may run on the machine too:
 * what is told of them is left.
 */
class RunningMysqlIT {

    private static final String PASSWORD = "Weak2024!";

    @Test
    void tellsTheSameRunningAndShutDown() {
        try (MariaDbServer server = MariaDbServer.startForRoot("--plugin-load-add=auth_ed25519")) {
            server.sql(ACCOUNTS);
            assertTrue(server.login("native", PASSWORD));
            assertTrue(server.login("ed", PASSWORD));
            assertTrue(server.login("nothing", ""));
            assertFalse(server.login("locked", PASSWORD));
            assertFalse(server.login("strong", PASSWORD));
            assertFalse(server.login("ghost", PASSWORD));
            String socket = server.socket().toString();
            LocalSessions sessions = new LocalSessions();
            RecordingSink live = scan(sessions);
            List<Account> running = at(socket, live);
            assertEquals(
                    List.of("ed@%", "either@localhost", "locked@%", "native@%"),
                    running.stream()
                            .filter(account -> Opening.opens(account, PASSWORD))
                            .map(Account::userName)
                            .sorted()
                            .toList());
            assertTrue(live.covered.contains(socket), live.covered::toString);
            assertTrue(
                    live.incomplete.stream()
                            .noneMatch(line -> line.contains(server.dataFolder().toString())),
                    live.incomplete::toString);
            List<ServerSession> own = sessions.sessions().stream()
                    .filter(session -> session.socket().equals(socket))
                    .toList();
            assertEquals(1, own.size());
            assertEquals("root", own.getFirst().user());
            assertEquals(
                    "opened, read " + (running.size() + 1) + " rows, closed",
                    own.getFirst().outcome());

            server.shutDown();
            RecordingSink offline = new RecordingSink();
            new MysqlStore(InstantSource.system()).read(new DataFolder(server.dataFolder()), offline);
            assertEquals(List.of(), offline.incomplete);
            assertEquals(described(running), described(offline.accounts));
            assertEquals(new AccountState.External("unix_socket"), offline.state("socket@localhost"));
            assertEquals(new AccountState.Disabled(), offline.state("never@%"));
            assertEquals(new AccountState.Locked(true), offline.state("locked@%"));
        }
    }

    @Test
    void noSessionIsOpenedWhereItIsForbidden() {
        try (MariaDbServer server = MariaDbServer.startForRoot()) {
            String before = connections(server);
            RecordingSink told = scan(RunningTables.FORBIDDEN);
            assertEquals(Integer.parseInt(before) + 1, Integer.parseInt(connections(server)), "only the client's own");
            String data = server.dataFolder() + "/mysql/global_priv.MAD";
            assertTrue(
                    told.incomplete.stream()
                                    .anyMatch(line -> line.startsWith(data) && line.contains("has the table open"))
                            || told.covered.contains(data),
                    told.incomplete::toString);
            assertTrue(told.diagnostics.stream().anyMatch(line -> line.contains("no session may be opened")));
        }
    }

    /** A root without a password would be let in with an empty one: that would be a guess. */
    @Test
    void anEmptyPasswordIsNotTried() {
        try (MariaDbServer server = MariaDbServer.start()) {
            LocalSessions sessions = new LocalSessions();
            RecordingSink told = scan(sessions);
            String socket = server.socket().toString();
            assertEquals(List.of(), at(socket, told));
            assertTrue(
                    sessions.sessions().stream()
                            .filter(session -> session.socket().equals(socket))
                            .allMatch(session ->
                                    session.outcome().startsWith("not read: the server refuses with error 1")),
                    sessions.sessions()::toString);
            assertTrue(told.names().contains("root@localhost"), "the files tell it");
        }
    }

    /** PrivateTmp of systemd: the server listens in a folder that nobody else sees. */
    @Test
    void saysThatASocketIsHidden() throws Exception {
        DebianPackage.UTIL_LINUX.require();
        DebianPackage.PERL_BASE.require();
        Process server = new ProcessBuilder(
                        "/usr/bin/unshare",
                        "--mount",
                        "/bin/bash",
                        "-ec",
                        "mount -t tmpfs none /mnt; exec -a mariadbd perl -MIO::Socket::UNIX -e '$|=1; $s ="
                                + " IO::Socket::UNIX->new(Local => q(/mnt/hidden.sock), Listen => 1); print qq(listens\\n); sleep 600'")
                .start();
        try {
            assertEquals("listens", server.inputReader().readLine());
            RecordingSink told = scan(new LocalSessions());
            assertTrue(
                    told.diagnostics.stream()
                            .anyMatch(line -> line.contains("/proc/" + server.pid())
                                    && line.contains(
                                            "/mnt/hidden.sock is hidden: server and scan see different folders")),
                    told.diagnostics::toString);
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static String connections(MariaDbServer server) {
        return server.sql(
                        "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'CONNECTIONS'")
                .getFirst();
    }

    static RecordingSink scan(RunningTables tables) {
        RecordingSink sink = new RecordingSink();
        try (RootFs machine = HostRootFs.open(Path.of("/")).orElseThrow()) {
            new MysqlStore(InstantSource.system(), tables).read(machine, sink);
        }
        return sink;
    }

    static List<Account> at(String store, RecordingSink told) {
        return told.accounts.stream()
                .filter(account -> account.store().path().equals(store))
                .toList();
    }

    /** All of an account but where it was read. */
    static TreeSet<String> described(List<Account> accounts) {
        return accounts.stream()
                .map(account -> account.userName() + " " + account.state() + " "
                        + account.credentials().stream()
                                .map(hash -> hash.scheme() + " " + hash.latin1())
                                .toList()
                        + " " + account.lastChanged() + " " + account.exposure() + " " + account.privileged())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static final String ACCOUNTS = """
            CREATE USER native IDENTIFIED BY 'Weak2024!';
            CREATE USER ed IDENTIFIED VIA ed25519 USING PASSWORD('Weak2024!');
            CREATE USER either@localhost IDENTIFIED VIA unix_socket OR mysql_native_password USING PASSWORD('Weak2024!');
            CREATE USER locked IDENTIFIED BY 'Weak2024!' ACCOUNT LOCK;
            CREATE USER socket@localhost IDENTIFIED VIA unix_socket;
            CREATE USER nothing;
            CREATE USER never IDENTIFIED VIA mysql_native_password USING 'invalid';
            CREATE USER strong IDENTIFIED BY 'vQ7#pL2m-Xz9e';
            CREATE USER ghost IDENTIFIED BY 'Weak2024!';
            GRANT ALL ON *.* TO native WITH GRANT OPTION;
            CREATE ROLE auditors;
            DROP USER ghost;
            """;
}
