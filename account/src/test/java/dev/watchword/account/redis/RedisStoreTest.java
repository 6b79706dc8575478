package dev.watchword.account.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.account.Tree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisStoreTest {

    /** SHA-256 of Summer2024!, as {@code sha256sum} prints it. */
    private static final String SUMMER = "323725e8eff4df0a4974d6ea8c73017aa6467d94e09382745b7a988cec0fba0a";

    private static final String OTHER = "16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4";

    @TempDir
    Path folder;

    private Tree tree;

    @BeforeEach
    void empty() {
        tree = new Tree(folder);
    }

    private RecordingSink config(String... lines) {
        return tree.file("/etc/redis/redis.conf", lines).read(new RedisStore());
    }

    @Test
    void requirepassIsTheDefaultUsersPassword() {
        RecordingSink told = config("# requirepass foobared", "port 6379", "requirepass foobared");
        Account account = told.account("default");
        assertEquals(ServiceType.REDIS, account.service());
        assertEquals(new StoreRef("/etc/redis/redis.conf", 3), account.store());
        assertEquals(new AccountState.Usable(), account.state());
        assertEquals(List.of("plain foobared"), told.credentials("default"));
        assertTrue(account.privileged());
        assertEquals(Exposure.REMOTE, account.exposure());
        assertEquals(List.of("/etc/redis/redis.conf"), told.covered);
    }

    @Test
    void theLastRequirepassCountsAndAnEmptyOneTakesItAway() {
        assertEquals(
                List.of("plain two"),
                config("requirepass one", "REQUIREPASS two").credentials("default"));
        assertEquals(
                new AccountState.Passwordless(),
                config("requirepass one", "requirepass \"\"").state("default"));
    }

    @Test
    void noPasswordAtAllIsPasswordless() {
        RecordingSink told = config("bind 127.0.0.1 -::1", "protected-mode yes", "port 6379");
        assertEquals(List.of("default"), told.names());
        assertEquals(new AccountState.Passwordless(), told.state("default"));
        assertEquals(Exposure.LOCAL, told.account("default").exposure());
        assertTrue(told.account("default").privileged());
    }

    @Test
    void quotesAreReadAsTheServerReadsThem() {
        RecordingSink told = config(
                "requirepass \"pa ss\\\"1\\x41\\n\"",
                "user single on >'no' ~*",
                "user quoted on \">it's \\\\ok\" ~*",
                "user hash 'on' '>a\\'b'",
                "masterauth \"unclosed");
        assertEquals(List.of("plain pa ss\"1A\n"), told.credentials("default"));
        assertEquals(List.of("plain it's \\ok"), told.credentials("quoted"));
        assertEquals(List.of("plain a'b"), told.credentials("hash"));
        assertEquals(List.of("plain no"), told.credentials("single"));
        assertEquals(List.of("/etc/redis/redis.conf:5 unbalanced quotes"), told.diagnostics);
    }

    @Test
    void readsUsersByTheirRules() {
        RecordingSink told = config(
                "user default off",
                "user app on sanitize-payload >Summer2024! #" + OTHER + " ~app:* +@read",
                "user admin on #" + SUMMER + " ~* &* +@all",
                "user almost on >x +@all -@dangerous",
                "user open on nopass ~* +@all",
                "user closed off >secret",
                "user nobody on ~*",
                "user fresh",
                "user removed on >one >two <one",
                "user unhashed on #" + SUMMER + " #" + OTHER + " !" + OTHER,
                "user emptied on >one resetpass",
                "user reset on >one +@all reset",
                "user selector on >pw (+get ~x >notapassword) (+set >another )",
                "user blank on >");
        assertEquals(new AccountState.Locked(false), told.state("default"));
        assertEquals(List.of("plain Summer2024!", "redis-sha256 " + OTHER), told.credentials("app"));
        assertEquals(new AccountState.Usable(), told.state("app"));
        assertFalse(told.account("app").privileged());
        assertEquals(List.of("redis-sha256 " + SUMMER), told.credentials("admin"));
        assertTrue(told.account("admin").privileged());
        assertFalse(told.account("almost").privileged());
        assertEquals(new AccountState.Passwordless(), told.state("open"));
        assertEquals(new AccountState.Locked(true), told.state("closed"));
        assertEquals(List.of("plain secret"), told.credentials("closed"));
        assertEquals(new AccountState.Disabled(), told.state("nobody"));
        assertEquals(new AccountState.Locked(false), told.state("fresh"));
        assertEquals(List.of("plain two"), told.credentials("removed"));
        assertEquals(List.of("redis-sha256 " + SUMMER), told.credentials("unhashed"));
        assertEquals(new AccountState.Disabled(), told.state("emptied"));
        assertEquals(new AccountState.Locked(false), told.state("reset"));
        assertFalse(told.account("reset").privileged());
        assertEquals(List.of("plain pw"), told.credentials("selector"));
        assertEquals(new AccountState.Passwordless(), told.state("blank"));
        assertEquals(List.of(), told.diagnostics);
    }

    @Test
    void aRewrittenConfigurationHoldsOneDefaultUser() {
        RecordingSink told = config("requirepass \"Summer2024!\"", "user default on #" + SUMMER + " ~* &* +@all");
        assertEquals(List.of("plain Summer2024!"), told.credentials("default"));
        assertEquals(List.of(), told.diagnostics);
    }

    @Test
    void rulesOfTheDefaultUserDecideOverRequirepass() {
        RecordingSink told = config("requirepass other", "user default on #" + SUMMER + " ~* &* +@all");
        assertEquals(List.of("redis-sha256 " + SUMMER), told.credentials("default"));
        assertEquals(
                List.of("/etc/redis/redis.conf:1 requirepass is without effect: the rules of the default user decide"),
                told.diagnostics);
    }

    @Test
    void readsTheAclFile() {
        tree.file("/etc/redis/users.acl", "user default off", "", "user \"ann\" on >a\"b", "# no comments here");
        RecordingSink told = config("aclfile /etc/redis/users.acl");
        assertEquals(new AccountState.Locked(false), told.state("default"));
        assertEquals(List.of("plain a\"b"), told.credentials("\"ann\""));
        assertEquals(
                new StoreRef("/etc/redis/users.acl", 3), told.account("\"ann\"").store());
        assertEquals(
                List.of("/etc/redis/users.acl:4 not a user line: the server refuses to start with it"),
                told.diagnostics);
        assertTrue(told.covered.contains("/etc/redis/users.acl"));
    }

    @Test
    void anAclFileWithoutTheDefaultUserLeavesItOpen() {
        tree.file("/etc/redis/users.acl", "user ann on >pw");
        RecordingSink told = config("aclfile users.acl", "requirepass secret");
        assertEquals(new AccountState.Passwordless(), told.state("default"));
        assertEquals(
                List.of("/etc/redis/redis.conf:2 requirepass is without effect beside an ACL file"), told.diagnostics);
    }

    @Test
    void saysWhenTheServerRefusesToStart() {
        tree.file("/etc/redis/users.acl", "user ann on >pw", "user ann on >pw2");
        RecordingSink told = config("user bob on >pw", "aclfile /etc/redis/users.acl");
        assertEquals(
                List.of(
                        "/etc/redis/redis.conf:2 users stand both here and in the ACL file: the server refuses to start",
                        "/etc/redis/users.acl:2 user ann stands on an earlier line too"),
                told.diagnostics);
        assertEquals(List.of("default", "bob", "ann", "ann"), told.names());
    }

    @Test
    void aMissingAclFileIsIncomplete() {
        RecordingSink told = config("aclfile /etc/redis/none.acl");
        assertEquals(List.of(), told.names());
        assertEquals(List.of("/etc/redis/redis.conf line 1: the ACL file is not found"), told.incomplete);
    }

    @Test
    void badHashesAreToldWithoutThem() {
        RecordingSink told =
                config("user ann on #" + SUMMER.toUpperCase(java.util.Locale.ROOT) + " >pw", "user bob (+get");
        assertEquals(
                List.of(
                        "/etc/redis/redis.conf:1 a password hash in the rules is not 64 lower-case hex digits",
                        "/etc/redis/redis.conf:2 a selector is not closed"),
                told.diagnostics);
        assertEquals(List.of("plain pw"), told.credentials("ann"));
    }

    @Test
    void passwordsForOtherServersAreAccountsOfTheirOwn() {
        RecordingSink told = config(
                "requirepass own", "masteruser rep", "masterauth old", "masterauth repl", "sentinel auth-pass m1 pw");
        assertEquals(List.of("default", "masterauth", "sentinel auth-pass m1"), told.names());
        assertEquals(List.of("plain repl"), told.credentials("masterauth"));
        assertEquals(List.of("plain pw"), told.credentials("sentinel auth-pass m1"));
        assertEquals(
                new StoreRef("/etc/redis/redis.conf", 4),
                told.account("masterauth").store());
        assertEquals(Exposure.UNKNOWN, told.account("masterauth").exposure());
    }

    @Test
    void readsSentinels() {
        RecordingSink told = tree.file(
                        "/etc/redis-sentinel.conf",
                        "port 26379",
                        "sentinel monitor mymaster 10.0.0.1 6379 2",
                        "sentinel auth-pass mymaster first",
                        "sentinel auth-user mymaster rep",
                        "sentinel sentinel-pass between",
                        "sentinel auth-pass short")
                .read(new RedisStore());
        assertEquals(List.of("default", "sentinel auth-pass mymaster", "sentinel sentinel-pass"), told.names());
        assertEquals(new AccountState.Passwordless(), told.state("default"));
        assertEquals(Exposure.REMOTE, told.account("default").exposure());
    }

    @ParameterizedTest
    @CsvSource({
        "'port 6379', LOCAL, REMOTE",
        "'protected-mode no', REMOTE, REMOTE",
        "'bind 127.0.0.1 -::1', LOCAL, LOCAL",
        "'bind localhost', LOCAL, LOCAL",
        "'bind * -::*', UNKNOWN, REMOTE",
        "'bind 127.0.0.1 10.0.0.5', UNKNOWN, REMOTE",
        "'port 0', LOCAL, LOCAL",
    })
    void tellsFromWhereItIsReached(String line, Exposure withoutPassword, Exposure withPassword) {
        assertEquals(withoutPassword, config(line).account("default").exposure());
        assertEquals(
                withPassword, config(line, "requirepass x").account("default").exposure());
    }

    @Test
    void tlsAloneIsReachedToo() {
        assertEquals(
                Exposure.REMOTE,
                config("port 0", "tls-port 6380", "requirepass x")
                        .account("default")
                        .exposure());
    }

    @Test
    void includesStandInTheirPlace() {
        tree.file("/etc/redis/first.conf", "requirepass first", "port 1")
                .file("/etc/redis/d/a.conf", "user a on >pa")
                .file("/etc/redis/d/b.conf", "user b on >pb")
                .file("/etc/redis/d/c.txt", "user c on >pc");
        RecordingSink told = config("include first.conf", "requirepass second", "include /etc/redis/d/*.conf");
        assertEquals(List.of("default", "a", "b"), told.names());
        assertEquals(List.of("plain second"), told.credentials("default"));
        assertEquals(List.of(), told.incomplete);
    }

    @Test
    void anIncludeAtTheEndReplacesWhatStoodBefore() {
        tree.file("/etc/redis/first.conf", "requirepass first");
        assertEquals(
                List.of("plain first"),
                config("requirepass second", "include first.conf").credentials("default"));
    }

    @Test
    void relativePathsFollowTheWorkingDirectory() {
        tree.file("/var/lib/data/more.conf", "requirepass deep");
        assertEquals(
                List.of("plain deep"),
                config("dir /var/lib/data", "include more.conf").credentials("default"));
    }

    @Test
    void aMissingIncludeIsIncomplete() {
        RecordingSink told = config("requirepass x", "include /etc/redis/none.conf", "include /etc/none/*.conf");
        assertEquals(List.of("/etc/redis/redis.conf line 2: the included file is not found"), told.incomplete);
        assertEquals(List.of("default"), told.names());
    }

    @Test
    void circlesOfIncludesEnd() {
        tree.file("/etc/redis/a.conf", "include b.conf", "requirepass one")
                .file("/etc/redis/b.conf", "include a.conf", "include b.conf");
        RecordingSink told = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> tree.read(new RedisStore()));
        assertEquals(List.of("default"), told.names());
        assertTrue(told.diagnostics.contains("/etc/redis/b.conf:1 includes itself in a circle"));
    }

    @Test
    void includesThatMultiplyAreBounded() {
        for (int i = 0; i < 20; i++) {
            String next = "include /etc/redis/" + (i + 1) + ".conf";
            tree.file("/etc/redis/" + i + ".conf", next, next, next);
        }
        tree.file("/etc/redis/20.conf", "requirepass end");
        RecordingSink told = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> tree.read(new RedisStore()));
        assertFalse(told.incomplete.isEmpty());
    }

    @Test
    void findsServersAtTheirUsualPlaces() {
        for (String path : List.of(
                "/etc/redis.conf",
                "/etc/redis-6380.conf",
                "/etc/valkey/valkey.conf",
                "/usr/local/etc/redis/redis.conf",
                "/opt/bitnami/redis/etc/redis.conf",
                "/opt/redis-7.2/redis.conf",
                "/usr/local/redis/conf/redis_6379.conf")) {
            tree.file(path, "port 1", "requirepass x");
        }
        tree.link("/etc/redis/redis.conf", "../redis.conf").file("/etc/redis/notes.conf", "nothing of a server");
        RecordingSink told = tree.read(new RedisStore());
        assertEquals(7, told.accounts.size(), told::words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"requirepass", "user", "user ''", "sentinel", "include", "bind", "aclfile", "\"\"", "dir ''"})
    void linesWithoutTheirWordsDoNoHarm(String line) {
        RecordingSink told = config("port 6379", line);
        assertEquals(new AccountState.Passwordless(), told.state("default"));
    }

    @Test
    void hostileBytesDoNoHarm() {
        tree.bytes("/etc/redis/redis.conf", new byte[] {
            'p',
            'o',
            'r',
            't',
            ' ',
            '1',
            '\n',
            0,
            (byte) 0xff,
            '\n',
            'u',
            's',
            'e',
            'r',
            ' ',
            (byte) 0xf6,
            0,
            ' ',
            '>',
            0
        });
        RecordingSink told = tree.read(new RedisStore());
        assertEquals(List.of("default", "\u00f6\0"), told.names());
    }

    @Test
    void aFifoIsIncomplete() {
        tree.fifo("/etc/redis/redis.conf");
        RecordingSink told = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> tree.read(new RedisStore()));
        assertEquals(List.of("/etc/redis/redis.conf not a regular file: special"), told.incomplete);
    }

    @Test
    void tellsNoPassword() {
        String words = config(
                        "requirepass canary1",
                        "masterauth canary2",
                        "user a on >canary3 <canary4 #canary5 (canary6",
                        "user default on >canary7",
                        "sentinel auth-pass m canary8",
                        "masterauth \"canary9")
                .words();
        assertFalse(words.contains("canary"), words);
    }
}
