package dev.watchword.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIT {

    private RootFolder root;

    @BeforeEach
    void makeRoot(@TempDir Path folder) {
        root = RootFolder.create(folder);
    }

    @Test
    void admitsAnyoneByDefault() {
        try (RedisServer redis = RedisServer.start(root, RedisServer.DEFAULT_CONFIG)) {
            assertTrue(redis.admitsAnyone());
            assertTrue(redis.login("default", "anything"));
        }
    }

    @Test
    void requirepassAdmitsItsPasswordOnly() {
        try (RedisServer redis = RedisServer.start(root, RedisServer.DEFAULT_CONFIG + "requirepass \"pa ss\\\"1\"\n")) {
            assertFalse(redis.admitsAnyone());
            assertTrue(redis.login("default", "pa ss\"1"));
            assertFalse(redis.login("default", "pa ss"));
        }
    }

    @Test
    void aclFilePathMeansTheSameInsideAndOutside() {
        root.write("/etc/redis/users.acl", "user default off\nuser bob on >Maple-tr33 ~* +@all\n");
        try (RedisServer redis =
                RedisServer.start(root, RedisServer.DEFAULT_CONFIG + "aclfile /etc/redis/users.acl\n")) {
            assertTrue(redis.login("bob", "Maple-tr33"));
            assertFalse(redis.login("default", ""));

            try (RedisSession bob = redis.session("bob", "Maple-tr33")) {
                bob.aclSetUser("carol", "on", ">tr\u00e9e 2", "~*", "+@all").aclSave();
            }
            assertTrue(redis.login("carol", "tr\u00e9e 2"));
            assertTrue(root.read("/etc/redis/users.acl").contains("user carol on"));
            assertFalse(root.read("/etc/redis/users.acl").contains("tr\u00e9e 2"));
        }
    }

    @Test
    void userThatIsOffIsRefused() {
        try (RedisServer redis = RedisServer.start(root, "user bob off >Maple-tr33 ~* +@all\n")) {
            assertFalse(redis.login("bob", "Maple-tr33"));
        }
    }

    @Test
    void rewriteTurnsClearPasswordsOfUsersIntoHashes() {
        try (RedisServer redis = RedisServer.start(root, "user bob on >Maple-tr33 ~* +@all\n");
                RedisSession session = redis.session()) {
            session.configSet("requirepass", "0ak").configRewrite();
        }

        String config = root.read(RedisServer.CONFIG);
        assertTrue(config.contains("user bob on") && !config.contains("Maple-tr33"));
        assertTrue(config.contains("requirepass \"0ak\"") || config.contains("requirepass 0ak"));
    }

    @Test
    void wordsOfTheServerComeBackTyped() {
        try (RedisServer redis = RedisServer.start(root, RedisServer.DEFAULT_CONFIG);
                RedisSession session = redis.session()) {
            assertEquals(new RedisReply.Int(1), session.call("INCR", "n"));
            assertEquals(new RedisReply.Text("1"), session.call("GET", "n"));
            assertEquals(new RedisReply.Nothing(), session.call("GET", "m"));
            assertInstanceOf(RedisReply.Items.class, session.call("ACL", "GETUSER", "default"));
            assertInstanceOf(RedisReply.Refusal.class, session.call("NO-SUCH-COMMAND"));
        }
    }

    @Test
    void twoServersOnOnePortDoNotMeet(@TempDir Path other) {
        try (RedisServer one = RedisServer.start(root, "bind 0.0.0.0\nport 6379\nrequirepass one\n");
                RedisServer two =
                        RedisServer.start(RootFolder.create(other), "bind 0.0.0.0\nport 6379\nrequirepass two\n")) {
            assertFalse(one.login("default", "two"));
            assertTrue(two.login("default", "two"));
        }
    }

    @Test
    void brokenConfigurationFailsWithTheServersOwnWords() {
        FixtureFailure failure =
                assertThrows(FixtureFailure.class, () -> RedisServer.start(root, "no-such-directive yes\n"));
        assertTrue(failure.toString().contains("no-such-directive"), failure.toString());
    }

    @Test
    void closingEndsTheProcess() {
        long pid;
        try (RedisServer redis = RedisServer.start(root, RedisServer.DEFAULT_CONFIG)) {
            pid = redis.pid();
            assertTrue(ProcessHandle.of(pid).orElseThrow().isAlive());
        }
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }
}
