package dev.watchword.account.session;

import dev.watchword.account.RunningTables;
import dev.watchword.account.ServerSession;
import dev.watchword.account.ServiceType;
import dev.watchword.account.session.mysql.MysqlConversation;
import dev.watchword.account.session.postgresql.PostgresqlConversation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks servers over their Unix sockets, and notes every session that it opened or tried to: one statement each, within 20 seconds and
 * 64 MiB, unless it is given less. Safe for concurrent use.
 */
public final class LocalSessions implements RunningTables {

    private static final Map<ServiceType, Conversation> CONVERSATIONS =
            Map.of(ServiceType.MYSQL, new MysqlConversation(), ServiceType.POSTGRESQL, new PostgresqlConversation());

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long MOST_BYTES = 64L << 20;

    /** Of all sessions: whoever may call himself a server may do so a thousand times. */
    private static final Duration ALL = Duration.ofSeconds(60);

    private static final int MOST_SESSIONS = 200;

    private final Duration all;
    private final long mostBytes;
    private final List<ServerSession> sessions = new ArrayList<>();
    private long nanosSpent;

    public LocalSessions() {
        this(ALL, MOST_BYTES);
    }

    /**
     * Sessions of somebody who has less room.
     *
     * @param mostBytes that are taken from a server in one session, instead of 64 MiB
     */
    public LocalSessions(long mostBytes) {
        this(ALL, mostBytes);
    }

    /**
     * @param all how long all sessions may take together
     */
    LocalSessions(Duration all, long mostBytes) {
        this.all = all;
        this.mostBytes = mostBytes;
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
        Conversation conversation = CONVERSATIONS.get(server.service());
        if (conversation == null) {
            return new Answer.Untold("no session can be opened on such a server");
        }
        List<String> refusals = new ArrayList<>();
        for (Identity identity : server.identities()) {
            try {
                Duration limit = left();
                Answer.Rows rows = ask(server, conversation, identity, limit);
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

    private Answer.Rows ask(Server server, Conversation conversation, Identity identity, Duration limit)
            throws SessionFailed {
        long begun = System.nanoTime();
        try (LocalSocket socket =
                LocalSocket.connect(server.socket(), identity.systemUser(), server.owners(), limit, mostBytes)) {
            return conversation.hold(socket, identity);
        } finally {
            spent(System.nanoTime() - begun);
        }
    }
}
