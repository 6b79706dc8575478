package dev.watchword.server.jobs;

import dev.watchword.server.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps jobs and their parts, in the caller's own transaction. Safe for use by many threads. */
public final class Jobs {

    private Jobs() {}

    /**
     * A part that one host does.
     *
     * @param id a UUID; the command that does it has the same
     * @param hostId which host
     * @param type e.g. {@code rebootServer}
     * @param mode {@code SOFT} or {@code HARD}
     */
    public record Part(String id, String hostId, String type, String mode) {}

    /**
     * Begins a job and gives its id.
     *
     * @param deadline epoch milliseconds; what has not ended then has failed
     */
    public static String begin(
            Handle handle, String projectId, String type, List<Part> parts, long now, long deadline) {
        String id = Ids.uuid();
        handle.execute(
                "insert into job (id, project_id, type, begun_at) values (?, ?, ?, ?)", id, projectId, type, now);
        PreparedBatch batch = handle.prepareBatch("insert into sub_job"
                + " (id, job_id, host_id, position, type, mode, status, begun_at, deadline)"
                + " values (:id, :jobId, :hostId, :position, :type, :mode, 'INIT', :now, :deadline)");
        int position = 0;
        for (Part part : parts) {
            batch.bindMethods(part)
                    .bind("jobId", id)
                    .bind("position", position++)
                    .bind("now", now)
                    .bind("deadline", deadline)
                    .add();
        }
        batch.execute();
        return id;
    }

    /** A part's host has taken it on. */
    public static void running(Handle handle, String partId) {
        handle.execute("update sub_job set status = 'RUNNING' where id = ? and status = 'INIT'", partId);
    }

    /** A part was done, unless it had ended or was too late. */
    public static void succeeded(Handle handle, String partId, long now) {
        handle.execute(
                "update sub_job set status = 'SUCCESS', ended_at = ? where id = ?"
                        + " and status in ('INIT', 'RUNNING') and deadline > ?",
                now,
                partId,
                now);
    }

    /** A part was not done, unless it had ended or was too late. */
    public static void failed(Handle handle, String partId, String errorCode, String reason, long now) {
        handle.execute(
                "update sub_job set status = 'FAIL', ended_at = ?, error_code = ?, fail_reason = ? where id = ?"
                        + " and status in ('INIT', 'RUNNING') and deadline > ?",
                now,
                errorCode,
                reason,
                partId,
                now);
    }

    /** A job of the project with its parts in their order, as they stand now. */
    static Optional<Job> byId(Handle handle, String projectId, String id, long now) {
        return handle.createQuery("select type, begun_at from job where id = :id and project_id = :projectId")
                .bind("id", id)
                .bind("projectId", projectId)
                .map((row, context) ->
                        new Job(id, row.getString("type"), row.getLong("begun_at"), parts(handle, id, now)))
                .findOne();
    }

    private static List<Job.Part> parts(Handle handle, String id, long now) {
        return handle.createQuery("select * from sub_job where job_id = :id order by position")
                .bind("id", id)
                .map((row, context) -> part(row).at(now))
                .list();
    }

    private static Job.Part part(ResultSet row) throws SQLException {
        long ended = row.getLong("ended_at");
        return new Job.Part(
                row.getString("id"),
                row.getString("host_id"),
                row.getString("type"),
                Job.Status.valueOf(row.getString("status")),
                row.getLong("begun_at"),
                ended == 0 ? OptionalLong.empty() : OptionalLong.of(ended),
                row.getLong("deadline"),
                Optional.ofNullable(row.getString("error_code")),
                Optional.ofNullable(row.getString("fail_reason")));
    }
}
