package dev.watchword.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Debian's real Redis server, running in a root folder: its configuration is the folder's {@code
 * /etc/redis/redis.conf}, and a path in it ({@code aclfile}, {@code include}, {@code dir}) is a path in the folder. It
 * runs in a network namespace of its own, so that its {@code bind} and {@code port} stay as the test wrote them and
 * nothing outside reaches it; the fixture talks to it by a Unix socket in the folder. CONFIG REWRITE therefore adds
 * lines {@code unixsocket} and {@code unixsocketperm}, and such as the server adds itself.
 *
 * <p>Closing kills it. Safe for use by several threads; a session is not.
 */
public final class RedisServer implements AutoCloseable {

    /** Where the configuration stands in the root. */
    public static final String CONFIG = "/etc/redis/redis.conf";

    /** What Debian's own file says, as far as it concerns who may connect. */
    public static final String DEFAULT_CONFIG = """
            bind 127.0.0.1 -::1
            protected-mode yes
            port 6379
            dir /var/lib/redis
            """;

    private static final String SOCKET = "/run/redis.sock";
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final RootFolder root;
    private final ServerProcess process;
    private final Path socket;

    private RedisServer(RootFolder root, ServerProcess process, Path socket) {
        this.root = root;
        this.process = process;
        this.socket = socket;
    }

    /**
     * Writes the configuration and starts the server with it. Files that it names (an ACL file) must stand there
     * already.
     */
    public static RedisServer start(RootFolder root, String config) {
        return start(root.write(CONFIG, config));
    }

    /** Starts the server with the configuration that stands in the root. */
    public static RedisServer start(RootFolder root) {
        DebianPackage.REDIS_SERVER.require();
        Path socket = root.resolve(SOCKET);
        try {
            Files.createDirectories(root.resolve("/var/lib/redis"));
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new FixtureFailure("cannot prepare " + root, e);
        }
        List<String> redis = List.of(
                "/usr/bin/redis-server", CONFIG,
                "--daemonize", "no",
                "--unixsocket", SOCKET,
                "--unixsocketperm", "700",
                "--logfile", "");
        ServerProcess process =
                ServerProcess.start("redis-server", root.enteringCutOff(ServerProcess.dyingWithParent(redis)));
        RedisServer server = new RedisServer(root, process, socket);
        process.awaitReady(START_LIMIT, server::answers);
        return server;
    }

    private boolean answers() {
        try (RedisSession session = RedisSession.open(socket)) {
            return !(session.call("PING") instanceof RedisReply.Refusal refusal
                    && refusal.message().startsWith("LOADING"));
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A new connection, which has the rights of a user that has not logged in. */
    public RedisSession session() {
        try {
            return RedisSession.open(socket);
        } catch (IOException e) {
            throw new FixtureFailure("cannot connect to Redis; its last lines:\n" + String.join("\n", logTail()), e);
        }
    }

    /** A new connection that is logged in. */
    public RedisSession session(String user, String password) {
        RedisSession session = session();
        if (!session.login(user, password)) {
            session.close();
            throw new FixtureFailure("Redis does not let " + user + " log in");
        }
        return session;
    }

    /** Whether the password logs this user in; {@code default} is the user of a plain {@code requirepass}. */
    public boolean login(String user, String password) {
        try (RedisSession session = session()) {
            return session.login(user, password);
        }
    }

    /** Whether commands run on a connection that sent no password at all. */
    public boolean admitsAnyone() {
        try (RedisSession session = session()) {
            if (!(session.call("PING") instanceof RedisReply.Refusal refusal)) {
                return true;
            }
            if (refusal.message().startsWith("NOAUTH ")) {
                return false;
            }
            throw new FixtureFailure("Redis refuses PING: " + refusal.message());
        }
    }

    /** Makes a folder of the root read-only for this server alone, until it ends: in its own mount namespace. */
    public void losesWriteAccess(String path) {
        String script = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\"";
        Command.Ending ending = Command.of(
                        "/usr/bin/nsenter",
                        "--target",
                        Long.toString(pid()),
                        "--mount",
                        "/bin/sh",
                        "-c",
                        script,
                        "ro",
                        root.resolve(path).toString())
                .run();
        if (ending.exit() != 0) {
            throw new FixtureFailure("cannot make " + path + " read-only: " + ending.output());
        }
    }

    /** The last lines of its log. */
    public List<String> logTail() {
        return process.logTail();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
