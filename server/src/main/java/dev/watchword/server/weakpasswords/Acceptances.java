package dev.watchword.server.weakpasswords;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import dev.watchword.server.weakpasswords.FindingEvents.Kind;
import org.jdbi.v3.core.Handle;

/**
 * Accepts open findings and takes that back. An accepted finding leaves our own list of open ones; the vendor's list,
 * which knows no acceptance, goes on showing it. An acceptance ends when it expires, when the finding does, and when the
 * password turns out weak for another reason. Safe for use by many threads.
 *
 * @param parts database and clock
 */
public record Acceptances(Parts parts) {

    private static final long LONGEST = 366 * 86_400_000L;

    public static final Fields BODY = Fields.of(
            Field.required("reason", Shape.text(1, 512)).saying("Why it may stay."),
            Field.required("owner", Shape.text(1, 128)).saying("Who answers for it."),
            Field.required("expires_at", Shape.whole(0, Long.MAX_VALUE / 1_000_000))
                    .saying("Epoch milliseconds, in the future and at most 366 days away."));
    public static final Fields ANSWER = Fields.of(Acceptance.FIELDS);

    /** Accepts one; a second time replaces the first. */
    public Answer accept(Call call) {
        long now = call.at().toEpochMilli();
        long expiresAt = call.body().wholeLong("expires_at");
        if (expiresAt <= now || expiresAt - now > LONGEST) {
            throw call.service().invalid("expires_at", "it must be in the future and at most 366 days away");
        }
        Acceptance acceptance = new Acceptance(
                call.body().text("reason"),
                call.body().text("owner"),
                call.caller().userId(),
                now,
                expiresAt);
        parts.database().change(handle -> {
            Finding finding = required(handle, call);
            if (finding.fixed()) {
                throw ApiError.of(409, "WW.0009", "The finding has ended; there is nothing to accept.");
            }
            handle.createUpdate("insert into finding_acceptance (host_id, finding_id, reason, owner, accepted_by,"
                            + " accepted_at, expires_at)"
                            + " values (:host, :finding, :reason, :owner, :acceptedBy, :acceptedAt, :expiresAt)"
                            + " on conflict (host_id, finding_id) do update set reason = excluded.reason,"
                            + " owner = excluded.owner, accepted_by = excluded.accepted_by,"
                            + " accepted_at = excluded.accepted_at, expires_at = excluded.expires_at")
                    .bind("reason", acceptance.reason())
                    .bind("owner", acceptance.owner())
                    .bind("acceptedBy", acceptance.acceptedBy())
                    .bind("acceptedAt", acceptance.acceptedAt())
                    .bind("expiresAt", acceptance.expiresAt())
                    .bind("host", finding.hostId())
                    .bind("finding", finding.id())
                    .execute();
            happened(handle, finding, Kind.ACCEPTED, call, acceptance.reason());
        });
        call.notes().note("finding_id", call.path("finding_id"));
        return Answer.ok(Json.tree(acceptance));
    }

    /** Takes it back. */
    public Answer withdraw(Call call) {
        parts.database().change(handle -> {
            Finding finding = required(handle, call);
            int gone = handle.createUpdate("delete from finding_acceptance"
                            + " where host_id = :host and finding_id = :finding and expires_at > :now")
                    .bind("host", finding.hostId())
                    .bind("finding", finding.id())
                    .bind("now", call.at().toEpochMilli())
                    .execute();
            if (gone == 0) {
                throw call.service().notFound("acceptance of finding", finding.id());
            }
            happened(handle, finding, Kind.ACCEPTANCE_ENDED, call, "");
        });
        call.notes().note("finding_id", call.path("finding_id"));
        return Answer.empty(204);
    }

    private record Finding(String projectId, String hostId, String id, String weakness, boolean fixed, int events) {}

    private static Finding required(Handle handle, Call call) {
        return handle.createQuery("select weakness, fixed_at is not null as fixed, events from finding"
                        + " where project_id = :project and host_id = :host and id = :finding")
                .bind("project", call.projectId())
                .bind("host", call.path("host_id"))
                .bind("finding", call.path("finding_id"))
                .map((row, context) -> new Finding(
                        call.projectId(),
                        call.path("host_id"),
                        call.path("finding_id"),
                        row.getString("weakness"),
                        row.getBoolean("fixed"),
                        row.getInt("events")))
                .findOne()
                .orElseThrow(() -> call.service().notFound("finding", call.path("finding_id")));
    }

    private static void happened(Handle handle, Finding finding, Kind kind, Call call, String detail) {
        FindingEvents events = new FindingEvents(handle);
        events.add(
                finding.projectId(),
                finding.hostId(),
                finding.id(),
                finding.events() + 1,
                kind,
                call.at().toEpochMilli(),
                finding.weakness(),
                call.caller().userId(),
                detail);
        events.write();
        handle.createUpdate("update finding set events = events + 1 where host_id = :host and id = :finding")
                .bind("host", finding.hostId())
                .bind("finding", finding.id())
                .execute();
    }
}
