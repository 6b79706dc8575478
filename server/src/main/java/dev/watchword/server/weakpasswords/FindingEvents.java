package dev.watchword.server.weakpasswords;

import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What happened to findings, gathered and written together. Not safe for use by several threads. */
final class FindingEvents {

    /** What can happen. */
    enum Kind {
        FOUND,
        CHANGED,
        FIXED,
        CAME_BACK,
        LAPSED,
        RETIRED,
        ACCEPTED,
        ACCEPTANCE_ENDED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final PreparedBatch batch;

    FindingEvents(Handle handle) {
        this.batch = handle.prepareBatch("insert into finding_event (host_id, finding_id, project_id, at, sequence,"
                + " kind, weakness, actor, detail)"
                + " values (:host, :finding, :project, :at, :sequence, :kind, :weakness, :actor, :detail)");
    }

    /**
     * @param sequence 1 for the finding's first event, and so on
     * @param actor the scan's or the user's id, {@code ""} for the server itself
     */
    void add(
            String projectId,
            String hostId,
            String findingId,
            int sequence,
            Kind kind,
            long at,
            String weakness,
            String actor,
            String detail) {
        batch.bind("project", projectId)
                .bind("host", hostId)
                .bind("finding", findingId)
                .bind("sequence", sequence)
                .bind("kind", kind.word())
                .bind("at", at)
                .bind("weakness", weakness)
                .bind("actor", actor)
                .bind("detail", detail)
                .add();
    }

    /** @return how many there were */
    int write() {
        int count = batch.size();
        if (count > 0) {
            batch.execute();
        }
        return count;
    }
}
