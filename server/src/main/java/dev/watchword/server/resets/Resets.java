package dev.watchword.server.resets;

import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.Commands;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Keeps resets and moves them on, in the caller's own transaction. Of the pending resets of an account
 * only the newest stays.
 * Safe for use by many threads.
 *
 * @param commands where envelopes wait for their agent
 */
public record Resets(Commands commands) {

    /** The kind of the command that carries an envelope. */
    public static final String KIND = "reset";

    /** A reset whose time is over is shown as expired, whether or not the sweep has seen it. */
    private static final String NOW = "select id, project_id, host_id, account, counter, case when expires_at <= :now"
            + " and state in ('accepted', 'delivered', 'staged') then 'expired' else state end as state, reason,"
            + " sealed_by, superseded_by, requested_by, requested_by_name, accepted_at, delivered_at, staged_at,"
            + " applied_at, verified_at, failed_at, expires_at, apply, obstacles,"
            + " (select host.name from host where host.id = reset.host_id) as host_name from reset";

    /** The number for a host's next reset; it is never given again, whether the reset comes about or not. */
    static long nextCounter(Handle handle, String hostId) {
        handle.execute(
                "insert into reset_counter (host_id, last) values (?, 1)"
                        + " on conflict (host_id) do update set last = reset_counter.last + 1",
                hostId);
        return handle.createQuery("select last from reset_counter where host_id = :hostId")
                .bind("hostId", hostId)
                .mapTo(Long.class)
                .one();
    }

    /**
     * Keeps a new reset, which takes the place of the account's pending ones, and queues its envelope.
     *
     * @param reset accepted, or failed when there is no envelope
     * @param envelope the payload for the agent
     */
    void accept(Handle handle, Reset reset, Optional<String> envelope) {
        handle.createUpdate("insert into reset (id, project_id, host_id, account, counter, state, reason, sealed_by,"
                        + " requested_by, requested_by_name, accepted_at, failed_at, expires_at, apply)"
                        + " values (:id, :projectId, :hostId, :account, :counter, :state, :reason, :sealedBy,"
                        + " :requestedBy, :requestedByName, :acceptedAt, :failedAt, :expiresAt, :apply)")
                .bind("id", reset.id())
                .bind("projectId", reset.projectId())
                .bind("hostId", reset.hostId())
                .bind("account", reset.account())
                .bind("counter", reset.counter())
                .bind("state", reset.state().word())
                .bind("reason", reset.reason().word())
                .bind("sealedBy", reset.sealedBy())
                .bind("requestedBy", reset.requestedBy())
                .bind("requestedByName", reset.requestedByName())
                .bind("acceptedAt", reset.acceptedAt())
                .bind(
                        "failedAt",
                        reset.failedAt().isPresent() ? reset.failedAt().getAsLong() : null)
                .bind("expiresAt", reset.expiresAt())
                .bind("apply", reset.apply())
                .execute();
        supersedeOlder(handle, reset);
        envelope.ifPresent(payload -> commands.queue(
                handle, new Command(reset.id(), reset.hostId(), KIND, payload, reset.acceptedAt(), reset.expiresAt())));
    }

    private void supersedeOlder(Handle handle, Reset newer) {
        List<String> older = handle.createQuery("select id from reset where host_id = :hostId and account = :account"
                        + " and counter < :counter"
                        + " and state in ('accepted', 'delivered', 'staged') and expires_at > :now")
                .bind("hostId", newer.hostId())
                .bind("account", newer.account())
                .bind("counter", newer.counter())
                .bind("now", newer.acceptedAt())
                .mapTo(String.class)
                .list();
        for (String id : older) {
            giveUp(handle, id, ResetState.FAILED, ResetReason.SUPERSEDED, newer.acceptedAt());
            handle.execute("update reset set superseded_by = ? where id = ?", newer.id(), id);
        }
    }

    /**
     * Moves a reset on as its agent says, when that is forward: never twice, never back, and never an older one into
     * effect after a newer one.
     *
     * @return whether it moved
     */
    boolean move(Handle handle, String id, ResetState next, ResetReason reason, long now) {
        Optional<Reset> found = handle.createQuery(NOW + " where id = :id")
                .bind("id", id)
                .bind("now", now)
                .map((row, context) -> reset(row))
                .findOne();
        if (found.isEmpty() || !found.get().state().mayBecome(next, found.get().reason())) {
            return false;
        }
        boolean again = next == ResetState.APPLIED && found.get().appliedAt().isPresent();
        if (again || next.isInEffect() && newerIsInEffect(handle, found.get())) {
            return false;
        }
        handle.createUpdate("update reset set state = :state, reason = :reason, " + moment(next) + " where id = :id")
                .bind("state", next.word())
                .bind("reason", reason.word())
                .bind("now", now)
                .bind("id", id)
                .execute();
        if (!next.isPending()) {
            commands.withdraw(handle, id, now);
        }
        return true;
    }

    /**
     * Gives up a reset that its host has not taken, and drops its envelope.
     *
     * @param state failed or expired
     * @return whether it was still pending
     */
    boolean giveUp(Handle handle, String id, ResetState state, ResetReason reason, long now) {
        boolean pending = handle.createUpdate("update reset set state = :state, reason = :reason, failed_at = :failedAt"
                                + " where id = :id and state in ('accepted', 'delivered', 'staged')")
                        .bind("state", state.word())
                        .bind("reason", reason.word())
                        .bind("failedAt", state == ResetState.FAILED ? now : null)
                        .bind("id", id)
                        .execute()
                > 0;
        if (pending) {
            commands.withdraw(handle, id, now);
        }
        return pending;
    }

    private static String moment(ResetState next) {
        return switch (next) {
            case DELIVERED -> "delivered_at = :now";
            case STAGED -> "staged_at = :now";
            case APPLIED -> "applied_at = :now, failed_at = null";
            case VERIFIED -> "verified_at = :now, failed_at = null";
            case FAILED -> "failed_at = :now";
            case ACCEPTED, EXPIRED -> throw new IllegalArgumentException("no agent says " + next.word());
        };
    }

    private static boolean newerIsInEffect(Handle handle, Reset reset) {
        return handle.createQuery("select count(*) from reset where host_id = :hostId"
                                + " and account = :account and counter > :counter and state in ('applied', 'verified')")
                        .bind("hostId", reset.hostId())
                        .bind("account", reset.account())
                        .bind("counter", reset.counter())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** A reset of the project as it stands now. */
    static Optional<Reset> byId(Handle handle, String projectId, String id, long now) {
        return handle.createQuery(NOW + " where id = :id and project_id = :projectId")
                .bind("id", id)
                .bind("projectId", projectId)
                .bind("now", now)
                .map((row, context) -> reset(row))
                .findOne();
    }

    /** One page of a project's resets as they stand now, the newest first. */
    static List<Reset> page(Handle handle, Filter filter, long now, int limit, int offset) {
        return bound(
                        handle.createQuery(filtered("select * from (" + NOW + ") standing", filter)
                                + " order by accepted_at desc, counter desc, id limit :limit offset :offset"),
                        filter,
                        now)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> reset(row))
                .list();
    }

    /** How many a filter leaves. */
    static long count(Handle handle, Filter filter, long now) {
        return bound(handle.createQuery(filtered("select count(*) from (" + NOW + ") standing", filter)), filter, now)
                .mapTo(Long.class)
                .one();
    }

    private static String filtered(String select, Filter filter) {
        return select + " where project_id = :projectId"
                + (filter.hostId().isPresent() ? " and host_id = :hostId" : "")
                + (filter.state().isPresent() ? " and state = :state" : "")
                + (filter.requestedBy().isPresent() ? " and requested_by = :requestedBy" : "");
    }

    private static Query bound(Query query, Filter filter, long now) {
        query.bind("projectId", filter.projectId()).bind("now", now);
        filter.hostId().ifPresent(id -> query.bind("hostId", id));
        filter.state().ifPresent(state -> query.bind("state", state));
        filter.requestedBy().ifPresent(user -> query.bind("requestedBy", user));
        return query;
    }

    private static Reset reset(ResultSet row) throws SQLException {
        return new Reset(
                row.getString("id"),
                row.getString("project_id"),
                row.getString("host_id"),
                row.getString("host_name"),
                row.getString("account"),
                row.getLong("counter"),
                ResetState.of(row.getString("state")),
                ResetReason.of(row.getString("reason")),
                row.getString("sealed_by"),
                Optional.ofNullable(row.getString("superseded_by")),
                row.getString("requested_by"),
                row.getString("requested_by_name"),
                row.getLong("accepted_at"),
                time(row, "delivered_at"),
                time(row, "staged_at"),
                time(row, "applied_at"),
                time(row, "verified_at"),
                time(row, "failed_at"),
                row.getLong("expires_at"),
                row.getString("apply"),
                obstacles(row.getString("obstacles")));
    }

    /** Keeps what the agent found beside a reset that is verified. */
    void note(Handle handle, String id, List<String> obstacles) {
        handle.execute(
                "update reset set obstacles = ? where id = ? and state = 'verified'", String.join(",", obstacles), id);
    }

    private static List<String> obstacles(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split(",", -1));
    }

    private static OptionalLong time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    /**
     * Which resets of a project are asked for; every condition must hold.
     *
     * @param state as on the wire
     * @param requestedBy a user's id
     */
    record Filter(String projectId, Optional<String> hostId, Optional<String> state, Optional<String> requestedBy) {}
}
