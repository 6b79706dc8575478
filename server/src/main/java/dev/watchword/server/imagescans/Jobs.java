package dev.watchword.server.imagescans;

import dev.watchword.server.Ids;
import dev.watchword.server.weakpasswords.StoredText;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The table of jobs, in the caller's own transaction: a job waits, is leased, and ends. A lease that is not renewed runs
 * out, and the job waits again, for a bounded number of times. Safe for use by many threads.
 */
final class Jobs {

    /** How long a lease lasts, in milliseconds. */
    static final long LEASE = 120_000;

    /** How often a job is leased at the most. */
    static final int ATTEMPTS = 4;

    /** How long an image's last scanner, which has its files still, is waited for. */
    static final long PREFERENCE = 5 * 60_000L;

    /** Why a job failed whose scanners all vanished. */
    static final String LOST = "scanner_lost";

    private static final long FIRST_PAUSE = 30_000;
    private static final int REASON = 2_048;

    private static final String TAKEABLE = "where project_id = :projectId and state = 'waiting'"
            + " and available_at <= :now and (scanner = '' or scanner = :agent or anyone_at <= :now)";

    /** Adds a job that waits for a scanner; {@code preferred} is waited for a while. */
    void add(
            Handle handle,
            ImageScan scan,
            String kind,
            String reference,
            String image,
            String changeId,
            String preferred,
            long now) {
        handle.createUpdate("insert into image_job (id, scan_id, project_id, registry_id, kind, reference, image,"
                        + " change_id, words, state, reason, attempts, scanner, available_at, anyone_at, lease_id,"
                        + " leased_until, created_at, ended_at) values (:id, :scanId, :projectId, :registryId, :kind,"
                        + " :reference, :image, :changeId, 0, 'waiting', '', 0, :scanner, :now, :anyoneAt, '', 0, :now,"
                        + " 0)")
                .bind("id", Ids.uuid())
                .bind("scanId", scan.id())
                .bind("projectId", scan.projectId())
                .bind("registryId", scan.registryId())
                .bind("kind", kind)
                .bind("reference", reference)
                .bind("image", image)
                .bind("changeId", changeId)
                .bind("scanner", preferred)
                .bind("now", now)
                .bind("anyoneAt", now + PREFERENCE)
                .execute();
    }

    Optional<Job> find(Handle handle, String projectId, String id) {
        return handle.createQuery(Job.COLUMNS + "where id = :id and project_id = :projectId")
                .bind("id", id)
                .bind("projectId", projectId)
                .map((row, context) -> Job.of(row))
                .findOne();
    }

    /** How many jobs a scanner could take now, those of vanished scanners among them. */
    int takeable(Handle handle, String projectId, String agentId, long now) {
        return handle.createQuery("select (select count(*) from image_job " + TAKEABLE + ")"
                        + " + (select count(*) from image_job where project_id = :projectId and state = 'running'"
                        + " and leased_until <= :now)")
                .bind("projectId", projectId)
                .bind("agent", agentId)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    int open(Handle handle, String projectId) {
        return handle.createQuery("select count(*) from image_job where project_id = :projectId"
                        + " and state in ('waiting', 'running')")
                .bind("projectId", projectId)
                .mapTo(Integer.class)
                .one();
    }

    /** The next job for a scanner, not leased yet: first those that it was waited for. */
    Optional<Job> next(Handle handle, String projectId, String agentId, long now) {
        return handle.createQuery(Job.COLUMNS + TAKEABLE
                        + " order by case when scanner = :agent then 0 else 1 end, created_at, id limit 1")
                .bind("projectId", projectId)
                .bind("agent", agentId)
                .bind("now", now)
                .map((row, context) -> Job.of(row))
                .findOne();
    }

    /** Leases a job that waits. */
    void lease(Handle handle, Job job, String agentId, String leaseId, long words, long now) {
        handle.createUpdate("update image_job set state = 'running', attempts = attempts + 1, scanner = :agent,"
                        + " lease_id = :leaseId, leased_until = :until, words = :words, reason = '' where id = :id")
                .bind("id", job.id())
                .bind("agent", agentId)
                .bind("leaseId", leaseId)
                .bind("until", now + LEASE)
                .bind("words", words)
                .execute();
    }

    /** @return false when the lease is over: somebody else has the job, or it was canceled */
    boolean renew(Handle handle, String id, String agentId, String leaseId, long now) {
        return handle.createUpdate("update image_job set leased_until = :until where id = :id and scanner = :agent"
                                + " and lease_id = :leaseId and state = 'running'")
                        .bind("id", id)
                        .bind("agent", agentId)
                        .bind("leaseId", leaseId)
                        .bind("until", now + LEASE)
                        .execute()
                == 1;
    }

    /** Those whose scanner has not been heard in time. */
    List<Job> expired(Handle handle, long now) {
        return handle.createQuery(
                        Job.COLUMNS + "where state = 'running' and leased_until <= :now order by id limit 1000")
                .bind("now", now)
                .map((row, context) -> Job.of(row))
                .list();
    }

    /** Whether a job may be tried once more. */
    static boolean hasAttempts(Job job) {
        return job.attempts() < ATTEMPTS;
    }

    /** Lets a job wait again, for anybody. */
    void again(Handle handle, Job job, String reason, long from) {
        handle.createUpdate("update image_job set state = 'waiting', scanner = '', reason = :reason,"
                        + " available_at = :from, anyone_at = :from where id = :id")
                .bind("id", job.id())
                .bind("reason", bounded(reason))
                .bind("from", from)
                .execute();
    }

    /** How long a job that failed rests: half a minute, and four times as long each time. */
    static long pause(Job job) {
        return FIRST_PAUSE << (2 * Math.max(0, job.attempts() - 1));
    }

    /** Ends a job, and forgets the words that only it was to try. */
    void end(Handle handle, Job job, String state, String reason, long now) {
        handle.createUpdate("update image_job set state = :state, reason = :reason, ended_at = :now where id = :id")
                .bind("id", job.id())
                .bind("state", state)
                .bind("reason", bounded(reason))
                .bind("now", now)
                .execute();
        if (!job.changeId().isEmpty()) {
            forgetWords(handle, job.projectId());
        }
    }

    /** Ends what is open of a scan or of a registry. */
    void cancel(Handle handle, String projectId, String column, String id, String reason, long now) {
        handle.createUpdate("update image_job set state = 'canceled', reason = :reason, ended_at = :now"
                        + " where project_id = :projectId and " + column + " = :id and state in ('waiting', 'running')")
                .bind("projectId", projectId)
                .bind("id", id)
                .bind("reason", reason)
                .bind("now", now)
                .execute();
        forgetWords(handle, projectId);
    }

    static String bounded(String reason) {
        String stored = StoredText.of(reason);
        return stored.codePointCount(0, stored.length()) <= REASON
                ? stored
                : stored.substring(0, stored.offsetByCodePoints(0, REASON));
    }

    private static void forgetWords(Handle handle, String projectId) {
        handle.createUpdate("delete from image_word_change where project_id = :projectId and not exists"
                        + " (select 1 from image_job j where j.project_id = :projectId"
                        + " and j.change_id = image_word_change.id and j.state in ('waiting', 'running'))")
                .bind("projectId", projectId)
                .execute();
    }
}
