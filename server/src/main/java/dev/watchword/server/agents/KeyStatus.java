package dev.watchword.server.agents;

import dev.watchword.protocol.VerificationKey;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * How far a change of the server's command key is.
 *
 * @param current signs now
 * @param next agents are told of it with their heartbeats; empty when no change was prepared
 * @param agents how many are members
 * @param unheard the hosts of those that were not heard since there is a next key, by name, at most {@link #SHOWN}; they
 *     would not believe it. All of them while there is none
 * @param unheardCount how many these are in all
 * @param openResets sealed with the current key and not answered: their agents refuse them after the change
 */
public record KeyStatus(
        Key current, Optional<Key> next, long agents, List<String> unheard, long unheardCount, long openResets) {

    /** Names of hosts that are shown. */
    public static final int SHOWN = 20;

    private static final String UNHEARD =
            " from agent a join host h on h.id = a.host_id where a.state = 'active' and h.retired_at is null"
                    + " and h.last_seen_at < :since";

    /**
     * One key.
     *
     * @param fingerprint as enrolment shows it
     * @param madeAt epoch milliseconds
     */
    public record Key(String fingerprint, long madeAt) {}

    /** How far it is now; empty when no server has made a key yet. */
    public static Optional<KeyStatus> of(Handle handle, long now) {
        return key(handle, "current").map(current -> {
            Optional<Key> next = key(handle, "next");
            long since = next.map(Key::madeAt).orElse(Long.MAX_VALUE);
            return new KeyStatus(
                    current,
                    next,
                    count(
                            handle,
                            "agent a join host h on h.id = a.host_id where a.state = 'active' and h.retired_at is null"),
                    handle.createQuery("select h.name" + UNHEARD + " order by h.name, h.id limit " + SHOWN)
                            .bind("since", since)
                            .mapTo(String.class)
                            .list(),
                    handle.createQuery("select count(*)" + UNHEARD)
                            .bind("since", since)
                            .mapTo(Long.class)
                            .one(),
                    handle.createQuery("select count(*) from agent_command where kind = 'reset' and state = 'queued'"
                                    + " and expires_at > :now")
                            .bind("now", now)
                            .mapTo(Long.class)
                            .one());
        });
    }

    private static Optional<Key> key(Handle handle, String state) {
        return handle.createQuery("select public_key, created_at from server_key where purpose = :purpose"
                        + " and state = :state")
                .bind("purpose", ServerKeys.PURPOSE)
                .bind("state", state)
                .map((row, context) -> new Key(
                        VerificationKey.parse(row.getBytes("public_key"))
                                .orElseThrow(() -> new IllegalStateException("a command key is damaged"))
                                .fingerprint(),
                        row.getLong("created_at")))
                .findOne();
    }

    private static long count(Handle handle, String what) {
        return handle.createQuery("select count(*) from " + what)
                .mapTo(Long.class)
                .one();
    }
}
