package dev.watchword.server.scans;

import dev.watchword.server.Ids;
import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.CommandAnswers;
import dev.watchword.server.commands.Commands;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Scans that somebody asked for, in the caller's own transaction. What a scan finds comes as a report of its own. Safe
 * for use by many threads.
 */
public final class Scans implements CommandAnswers.Listener {

    /** The kind of its commands; their payload is {@code {"type": "pwd"}}. */
    public static final String KIND = "scan";

    /** How long a host may take to begin and end, in milliseconds; later it counts as failed. */
    public static final long PATIENCE = 24 * 3_600_000L;

    private static final long OVER_TIME = 30 * 60_000L;
    private static final long LONG_RUNNING = 60 * 60_000L;

    private final Commands commands;

    public Scans(Commands commands) {
        this.commands = commands;
    }

    /** Asks a host's agent for a scan now; one that was asked for within the last hour is not asked for again. */
    public void request(Handle handle, String hostId, long now) {
        Optional<Row> before = row(handle, hostId);
        if (before.map(row -> row.status(now)).filter(Scans::fresh).isPresent()) {
            return;
        }
        before.ifPresent(row -> commands.close(handle, row.commandId(), now));
        Command command = new Command(Ids.uuid(), hostId, KIND, "{\"type\":\"pwd\"}", now, now + PATIENCE);
        commands.queue(handle, command);
        handle.createUpdate("insert into manual_scan (host_id, command_id, requested_at, expires_at, state, reason,"
                        + " ended_at) values (:hostId, :id, :createdAt, :expiresAt, 'running', '', 0)"
                        + " on conflict (host_id) do update set command_id = excluded.command_id,"
                        + " requested_at = excluded.requested_at, expires_at = excluded.expires_at,"
                        + " state = excluded.state, reason = '', ended_at = 0")
                .bindMethods(command)
                .execute();
    }

    /** How the newest scan of a host stands. */
    public ManualScan of(Handle handle, String hostId, long now) {
        long scannedAt = handle.createQuery("select finished_at from host_scan where host_id = :hostId")
                .bind("hostId", hostId)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        return row(handle, hostId)
                .map(row -> new ManualScan(row.status(now), Math.max(scannedAt, row.endedAt())))
                .orElse(new ManualScan(scannedAt == 0 ? ManualScan.Status.NEVER : ManualScan.Status.ENDED, scannedAt));
    }

    /** When the newest scan of any of the project's hosts ended. */
    public OptionalLong newest(Handle handle, String projectId) {
        long newest = handle.createQuery("select coalesce(max(s.finished_at), 0) from host_scan s"
                        + " join host h on h.id = s.host_id"
                        + " where h.project_id = :projectId and h.retired_at is null")
                .bind("projectId", projectId)
                .mapTo(Long.class)
                .one();
        return newest == 0 ? OptionalLong.empty() : OptionalLong.of(newest);
    }

    /** How many of the project's hosts have a requested scan that goes on, by less than a day. */
    public int awaited(Handle handle, String projectId, long now) {
        return count(handle, projectId, "m.state = 'running' and m.expires_at > :now", now);
    }

    /** How many of the project's hosts failed at the newest scan that was requested of them. */
    public int failed(Handle handle, String projectId, long now) {
        return count(handle, projectId, "(m.state = 'failed' or m.state = 'running' and m.expires_at <= :now)", now);
    }

    @Override
    public boolean answered(Handle handle, Command command, String state, String detail, long now) {
        if (!state.equals("done") && !state.equals("failed")) {
            return false;
        }
        handle.createUpdate("update manual_scan set state = :state, reason = :reason, ended_at = :endedAt"
                        + " where host_id = :hostId and command_id = :id and state = 'running'")
                .bindMethods(command)
                .bind("state", state)
                .bind("reason", state.equals("failed") ? detail.substring(0, Math.min(1_000, detail.length())) : "")
                .bind("endedAt", state.equals("done") ? now : 0)
                .execute();
        return true;
    }

    /** A host that does not answer may be asked again, once it is clear that it hangs. */
    private static boolean fresh(ManualScan.Status status) {
        return status == ManualScan.Status.RUNNING || status == ManualScan.Status.OVER_TIME;
    }

    private static int count(Handle handle, String projectId, String condition, long now) {
        return handle.createQuery("select count(*) from manual_scan m join host h on h.id = m.host_id"
                        + " where h.project_id = :projectId and h.retired_at is null and " + condition)
                .bind("projectId", projectId)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    private static Optional<Row> row(Handle handle, String hostId) {
        return handle.createQuery("select command_id, requested_at, expires_at, state, ended_at from manual_scan"
                        + " where host_id = :hostId")
                .bind("hostId", hostId)
                .map((row, context) -> Row.of(row))
                .findOne();
    }

    private record Row(String commandId, long requestedAt, long expiresAt, String state, long endedAt) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("command_id"),
                    row.getLong("requested_at"),
                    row.getLong("expires_at"),
                    row.getString("state"),
                    row.getLong("ended_at"));
        }

        ManualScan.Status status(long now) {
            if (state.equals("done")) {
                return ManualScan.Status.ENDED;
            }
            if (state.equals("failed") || now >= expiresAt) {
                return ManualScan.Status.FAILED;
            }
            long running = now - requestedAt;
            if (running > LONG_RUNNING) {
                return ManualScan.Status.LONG_RUNNING;
            }
            return running > OVER_TIME ? ManualScan.Status.OVER_TIME : ManualScan.Status.RUNNING;
        }
    }
}
