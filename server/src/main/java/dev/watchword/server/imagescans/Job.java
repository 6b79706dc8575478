package dev.watchword.server.imagescans;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A row of the table of jobs.
 *
 * @param id a UUID
 * @param scanId its scan
 * @param projectId whose
 * @param registryId where
 * @param kind as on the wire
 * @param reference which image, {@code ""} for a list
 * @param image the row of an image that was read before, for a recheck
 * @param changeId the words of a recheck; {@code ""} for all
 * @param words the version of the words that the lease was given with
 * @param state {@code waiting}, {@code running}, {@code done}, {@code incomplete}, {@code failed} or {@code canceled}
 * @param reason why it did not end well
 * @param attempts how often it was leased
 * @param scanner who has it, or while it waits who should get it; {@code ""} for anybody
 * @param leaseId of the newest lease
 * @param leasedUntil epoch milliseconds
 * @param createdAt epoch milliseconds
 * @param endedAt epoch milliseconds; 0 before
 */
record Job(
        String id,
        String scanId,
        String projectId,
        String registryId,
        String kind,
        String reference,
        String image,
        String changeId,
        long words,
        String state,
        String reason,
        int attempts,
        String scanner,
        String leaseId,
        long leasedUntil,
        long createdAt,
        long endedAt) {

    static final String COLUMNS =
            "select id, scan_id, project_id, registry_id, kind, reference, image, change_id, words,"
                    + " state, reason, attempts, scanner, lease_id, leased_until, created_at, ended_at from image_job ";

    static Job of(ResultSet row) throws SQLException {
        return new Job(
                row.getString("id"),
                row.getString("scan_id"),
                row.getString("project_id"),
                row.getString("registry_id"),
                row.getString("kind"),
                row.getString("reference"),
                row.getString("image"),
                row.getString("change_id"),
                row.getLong("words"),
                row.getString("state"),
                row.getString("reason"),
                row.getInt("attempts"),
                row.getString("scanner"),
                row.getString("lease_id"),
                row.getLong("leased_until"),
                row.getLong("created_at"),
                row.getLong("ended_at"));
    }

    boolean hasEnded() {
        return state.equals("done") || state.equals("incomplete") || state.equals("failed");
    }
}
