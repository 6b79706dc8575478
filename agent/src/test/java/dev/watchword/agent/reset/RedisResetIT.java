package dev.watchword.agent.reset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.reset.service.RedisPasswords;
import dev.watchword.agent.reset.service.ServicePlaces;
import dev.watchword.testing.RedisServer;
import dev.watchword.testing.RedisSession;
import dev.watchword.testing.RootFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resets of users of a real Redis, judged by logging in to it, also after it was started anew from its files. */
class RedisResetIT {

    private static final String OLD = "0ld-Passw0rd";
    private static final String NEW = "N3w:Pässw0rd \"$x'\\ #1";
    private static final String SOCKET = RedisServer.DEFAULT_CONFIG + "unixsocket /run/redis.sock\n";
    private static final List<String> VERIFIED = List.of("applied {}", "verified {\"obstacles\":[]}");

    @TempDir
    private Path home = Path.of("");

    private RootFolder root;
    private TestHost host;

    @BeforeEach
    void makeAHost() throws IOException {
        root = RootFolder.create(Files.createDirectory(home.resolve("root")));
        host = new TestHost(root.path(), home, ServicePlaces.of(root.path(), Set.of("redis")));
    }

    @Test
    void changesTheDefaultUsersPasswordAgainAndAgain() throws IOException {
        RedisServer redis = RedisServer.start(root, SOCKET + "requirepass " + OLD + "\n");
        try (redis) {
            assertTrue(redis.login("default", OLD));
            assertEquals(VERIFIED, host.hears(host.command("redis:default", "Between-1", true)));
            assertEquals(VERIFIED, host.hears(host.command("redis:default", NEW, true)));
            assertTrue(redis.login("default", NEW));
            assertFalse(redis.login("default", OLD));
            assertFalse(redis.admitsAnyone());
        }
        assertAfterANewStart("default");
    }

    @Test
    void changesAUserOfTheAclFileAndNobodyElse() throws IOException {
        root.write(
                "/etc/redis/users.acl",
                "user default on nopass ~* &* +@all\nuser ann on >" + OLD + " >second ~app:* +get\nuser bob on >" + OLD
                        + " +get\n");
        try (RedisServer redis = RedisServer.start(root, SOCKET + "aclfile /etc/redis/users.acl\n")) {
            assertTrue(redis.login("ann", OLD));
            assertEquals(VERIFIED, host.hears(host.command("redis:ann", NEW, true)));
            assertTrue(redis.login("ann", NEW));
            assertFalse(redis.login("ann", OLD));
            assertFalse(redis.login("ann", "second"));
            assertTrue(redis.login("bob", OLD));
        }
        assertFalse(root.read("/etc/redis/users.acl").contains("N3w"), "hashed");
        assertAfterANewStart("ann");
    }

    @Test
    void changesAUserOfTheConfiguration() throws IOException {
        RedisServer redis =
                RedisServer.start(root, SOCKET + "requirepass Adm1n-word\nuser ann on >" + OLD + " ~* +@read\n");
        try (redis) {
            assertEquals(VERIFIED, host.hears(host.command("redis:ann", NEW, true)));
            assertTrue(redis.login("ann", NEW));
            assertFalse(redis.login("ann", OLD));
            assertTrue(redis.login("default", "Adm1n-word"));
        }
        assertAfterANewStart("ann");
    }

    @Test
    void saysWhyItDidNothing() throws IOException {
        String before = "user default on #" + "ab".repeat(32) + " ~* &* +@all\nuser ann on >" + OLD
                + " +get\nuser off off >" + OLD + "\n";
        root.write("/etc/redis/users.acl", before);
        try (RedisServer redis = RedisServer.start(root, SOCKET + "aclfile /etc/redis/users.acl\n")) {
            assertEquals(reason("account_missing"), host.hears(host.command("redis:nobody", NEW, true)));
            assertEquals(reason("not_offered"), host.hears(host.command("tomcat:ann", NEW, true)));
            assertEquals(reason("account_locked"), host.hears(host.command("redis:off", NEW, true)));
            assertEquals(reason("access_denied"), host.hears(host.command("redis:ann", NEW, true)));
            assertTrue(redis.login("ann", OLD));
        }
        assertEquals(before, root.read("/etc/redis/users.acl"));
        TestHost strict = new TestHost(
                root.path(), Files.createDirectory(home.resolve("strict")), ServicePlaces.of(root.path(), Set.of()));
        assertEquals(reason("not_offered"), strict.hears(strict.command("redis:ann", NEW, true)));
    }

    /** The server that answers must be the one whose configuration was read. */
    @Test
    void leavesAnotherServerAlone() throws IOException {
        try (RedisServer redis = RedisServer.start(root, SOCKET + "requirepass " + OLD + "\n")) {
            Files.move(root.resolve("/etc/redis/redis.conf"), root.resolve("/etc/redis/other.conf"));
            assertEquals(reason("unsupported_store"), host.hears(host.command("redis:default", NEW, true)));
            assertTrue(redis.login("default", OLD));
        }
    }

    @Test
    void leavesAServerAloneThatCannotWriteItDown() throws IOException {
        try (RedisServer redis =
                RedisServer.start(root, SOCKET + "rename-command CONFIG \"\"\nrequirepass " + OLD + "\n")) {
            assertEquals(reason("unsupported_store"), host.hears(host.command("redis:default", NEW, true)));
            assertTrue(redis.login("default", OLD));
        }
    }

    @Test
    void givesUpOnAServerThatDoesNotRun() throws IOException {
        root.write("/etc/redis/redis.conf", SOCKET + "requirepass " + OLD + "\n");
        RedisPasswords place = new RedisPasswords(root.path());
        byte[] password = NEW.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                new PasswordPlace.Setting.Refused(Failure.STORE_BUSY),
                place.set("default", password, () -> Duration.ofMillis(500)));
        assertEquals(Held.YES, place.holds("default", bytes(OLD)));
        assertEquals(Held.NO, place.holds("default", password));
    }

    /** The folder becomes read-only between the trial and the change: the server takes it and cannot write it down. */
    @Test
    void putsBackWhatTheServerCannotWriteDown() throws IOException {
        try (RedisServer redis = RedisServer.start(root, SOCKET + "requirepass " + OLD + "\n")) {
            RedisPasswords place = new RedisPasswords(root.path());
            Permit permit = rightBeforeTheChange(() -> redis.losesWriteAccess("/etc/redis"));
            assertEquals(new PasswordPlace.Setting.Unsure(), place.set("default", bytes(NEW), permit));
            assertTrue(redis.login("default", OLD));
            assertFalse(redis.login("default", NEW));
            assertEquals(Held.NO, place.holds("default", bytes(NEW)));
            assertEquals(Held.YES, place.holds("default", bytes(OLD)));
        }
    }

    @Test
    void letsEverybodyInAgainWhereEverybodyWas() throws IOException {
        try (RedisServer redis = RedisServer.start(root, SOCKET)) {
            RedisPasswords place = new RedisPasswords(root.path());
            Permit permit = rightBeforeTheChange(() -> redis.losesWriteAccess("/etc/redis"));
            assertEquals(new PasswordPlace.Setting.Unsure(), place.set("default", bytes(NEW), permit));
            assertTrue(redis.admitsAnyone());
            assertEquals(Held.NO, place.holds("default", bytes(NEW)), "it takes any password, which is not this one");
        }
    }

    @Test
    void cannotTellWhichPasswordHoldsWhereServerAndFileDiffer() throws IOException {
        try (RedisServer redis = RedisServer.start(root, SOCKET + "requirepass " + OLD + "\n")) {
            RedisPasswords place = new RedisPasswords(root.path());
            try (RedisSession session = redis.session("default", OLD)) {
                session.call("CONFIG", "SET", "requirepass", "Only-in-memory-1");
            }
            assertEquals(Held.UNKNOWN, place.holds("default", bytes("Only-in-memory-1")));
            assertEquals(Held.UNKNOWN, place.holds("default", bytes(OLD)));
            assertEquals(Held.NO, place.holds("default", bytes(NEW)));
        }
    }

    /** A server that hangs must not wake up and take a password whose time is over. */
    @Test
    void isNotLongerAtItThanThePermitStands() throws IOException {
        try (RedisServer redis = RedisServer.start(root, SOCKET + "requirepass " + OLD + "\n")) {
            RedisPasswords place = new RedisPasswords(root.path());
            long begun = System.nanoTime();
            Permit permit = () -> {
                Duration left = Duration.ofSeconds(1).minusNanos(System.nanoTime() - begun);
                return left.isNegative() ? Duration.ZERO : left;
            };
            try (RedisSession session = redis.session("default", OLD)) {
                session.call("CLIENT", "PAUSE", "6000", "ALL");
                PasswordPlace.Setting setting = place.set("default", bytes(NEW), permit);
                assertEquals(new PasswordPlace.Setting.Refused(Failure.STALLED), setting);
                assertTrue(System.nanoTime() - begun < Duration.ofSeconds(5).toNanos(), "it waited on");
            }
            assertTrue(redis.login("default", OLD), "when the pause is over");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Permit rightBeforeTheChange(Runnable event) {
        return new Permit() {
            @Override
            public Duration left() {
                return Duration.ofSeconds(15);
            }

            @Override
            public boolean stands() {
                event.run();
                return true;
            }
        };
    }

    private void assertAfterANewStart(String user) {
        try (RedisServer redis = RedisServer.start(root)) {
            assertTrue(redis.login(user, NEW));
            assertFalse(redis.login(user, OLD));
        }
    }

    private static List<String> reason(String word) {
        return List.of("failed {\"reason\":\"" + word + "\"}");
    }
}
