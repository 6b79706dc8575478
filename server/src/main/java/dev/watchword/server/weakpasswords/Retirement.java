package dev.watchword.server.weakpasswords;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.weakpasswords.FindingEvents.Kind;

/**
 * Retires hosts: their findings end at once, their reports are refused, and {@link Retention} erases what is left of
 * them. Safe for use by many threads.
 *
 * @param parts database and clock
 */
public record Retirement(Parts parts) {

    /** Retires one. */
    public Answer retire(Call call) {
        String hostId = call.path("host_id");
        long now = call.at().toEpochMilli();
        parts.database().change(handle -> {
            int retired = handle.createUpdate("update host set retired_at = :now"
                            + " where id = :host and project_id = :project and retired_at is null")
                    .bind("now", now)
                    .bind("host", hostId)
                    .bind("project", call.projectId())
                    .execute();
            if (retired == 0) {
                throw call.service().notFound("host", hostId);
            }
            EndedFindings.end(
                    handle,
                    hostId,
                    "first_seen_at <= :before",
                    Long.MAX_VALUE,
                    Kind.RETIRED,
                    now,
                    call.caller().userId());
        });
        call.notes().note("host_id", hostId);
        return Answer.empty(204);
    }
}
