package dev.watchword.account.session;

import dev.watchword.account.FoundText;
import dev.watchword.account.RunningTables;
import dev.watchword.account.ServerSession;
import dev.watchword.account.ServiceType;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks servers over their Unix sockets, and notes every session that it opened or tried to: one statement each, within 20 seconds and
 * 64 MiB. Safe for concurrent use.
 */
public final class LocalSessions implements RunningTables {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long MOST_BYTES = 64L << 20;
    private static final int QUIT = 1;

    /** MariaDB keeps accounts in a table of its own from 10.4 on; before its version it may call itself an old MySQL. */
    private static final Pattern MARIADB = Pattern.compile("(?:5\\.5\\.5-)?(\\d{1,3})\\.(\\d{1,3})\\..*MariaDB.*");

    /** Of all sessions: whoever may call himself a server may do so a thousand times. */
    private static final Duration ALL = Duration.ofSeconds(60);

    private static final int MOST_SESSIONS = 200;

    private final Duration all;
    private final List<ServerSession> sessions = new ArrayList<>();
    private long nanosSpent;

    public LocalSessions() {
        this(ALL);
    }

    /**
     * @param all how long all sessions may take together
     */
    LocalSessions(Duration all) {
        this.all = all;
    }

    private synchronized Duration left() throws SessionFailed {
        long left = all.toNanos() - nanosSpent;
        if (left <= 0 || sessions.size() >= MOST_SESSIONS) {
            throw new SessionFailed("the sessions before took all the time, or were too many: not asked");
        }
        return Duration.ofNanos(Math.min(left, LIMIT.toNanos()));
    }

    private synchronized void spent(long nanos) {
        nanosSpent += nanos;
    }

    /** Every session so far, in their order. */
    public synchronized List<ServerSession> sessions() {
        return List.copyOf(sessions);
    }

    private synchronized void note(Server server, Identity identity, String outcome) {
        sessions.add(new ServerSession(server.service(), server.socket(), identity.user(), identity.proof(), outcome));
    }

    private synchronized void noteRefusal(Server server, Identity identity, String reason) {
        if (sessions.size() < MOST_SESSIONS) {
            note(server, identity, "not read: " + reason);
        }
    }

    @Override
    public Answer ask(Server server) {
        if (server.service() != ServiceType.MYSQL) {
            return new Answer.Untold("no session can be opened on such a server");
        }
        List<String> refusals = new ArrayList<>();
        for (Identity identity : server.identities()) {
            try {
                Duration limit = left();
                Answer.Rows rows = ask(server, identity, limit);
                note(server, identity, "opened, read " + rows.rows().size() + " rows, closed");
                return rows;
            } catch (SessionFailed failed) {
                noteRefusal(server, identity, failed.reason());
                refusals.add(identity + ": " + failed.reason());
            }
        }
        return new Answer.Untold(
                refusals.isEmpty() ? "nobody is known as its administrator" : String.join("; ", refusals));
    }

    private Answer.Rows ask(Server server, Identity identity, Duration limit) throws SessionFailed {
        long begun = System.nanoTime();
        try (LocalSocket socket = LocalSocket.connect(server.socket(), server.owners(), limit, MOST_BYTES)) {
            return converse(socket, identity);
        } finally {
            spent(System.nanoTime() - begun);
        }
    }

    /** The whole session: who the server is, the login, one statement, the end. */
    static Answer.Rows converse(Wire wire, Identity identity) throws SessionFailed {
        try {
            Packets packets = new Packets(wire);
            Greeting greeting = Greeting.of(packets.receive());
            Login.in(packets, greeting, identity);
            String version = FoundText.quoted(greeting.version());
            Answer.Rows rows = hasGlobalPriv(greeting.version())
                    ? Query.rows(packets, version, "Host, User, Priv", "mysql.global_priv")
                    : Query.rows(packets, version, "*", "mysql.user");
            packets.restart();
            packets.send(new byte[] {QUIT});
            return rows;
        } catch (BufferUnderflowException | IndexOutOfBoundsException cut) {
            throw new SessionFailed("the server sends a packet that is cut");
        }
    }

    private static boolean hasGlobalPriv(String version) {
        Matcher mariadb = MARIADB.matcher(version);
        if (!mariadb.matches()) {
            return false;
        }
        int major = Integer.parseInt(mariadb.group(1));
        return major > 10 || (major == 10 && Integer.parseInt(mariadb.group(2)) >= 4);
    }
}
