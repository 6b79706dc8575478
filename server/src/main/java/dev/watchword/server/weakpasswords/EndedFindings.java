package dev.watchword.server.weakpasswords;

import dev.watchword.server.weakpasswords.FindingEvents.Kind;
import org.jdbi.v3.core.Handle;

/** Ends open findings of a host that no scan ends. */
final class EndedFindings {

    private EndedFindings() {}

    /**
     * Ends those that meet a condition and writes that down; the host's row of the vendor's list is made anew.
     *
     * @param condition on {@code finding}, with the parameter {@code :before}
     */
    static void end(Handle handle, String hostId, String condition, long before, Kind kind, long now, String actor) {
        FindingEvents events = new FindingEvents(handle);
        String where = " where host_id = :host and fixed_at is null and " + condition;
        handle.createQuery("select project_id, id, weakness, events from finding" + where)
                .bind("host", hostId)
                .bind("before", before)
                .map((row, context) -> {
                    events.add(
                            row.getString("project_id"),
                            hostId,
                            row.getString("id"),
                            row.getInt("events") + 1,
                            kind,
                            now,
                            row.getString("weakness"),
                            actor,
                            "");
                    return 1;
                })
                .list();
        events.write();
        handle.createUpdate("delete from finding_acceptance where host_id = :host and finding_id in"
                        + " (select id from finding" + where + ")")
                .bind("host", hostId)
                .bind("before", before)
                .execute();
        handle.createUpdate("update finding set fixed_at = :now, events = events + 1" + where)
                .bind("now", now)
                .bind("host", hostId)
                .bind("before", before)
                .execute();
        WeakHosts.rewrite(handle, hostId);
        FindingCounts.recount(handle, hostId);
    }
}
