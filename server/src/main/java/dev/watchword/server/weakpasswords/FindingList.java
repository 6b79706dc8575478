package dev.watchword.server.weakpasswords;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import dev.watchword.server.settings.ProjectSettings;
import dev.watchword.server.settings.Settings;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Everything that is known of findings, newest first, and what happened to one. Safe for use by many threads.
 *
 * @param parts database and clock
 */
public record FindingList(Parts parts) {

    /** Findings with their host and the acceptance that holds now. */
    static final String FROM = " from finding f" + FindingList.BESIDE;

    private static final String BESIDE = " join host h on h.id = f.host_id"
            + " left join finding_acceptance a on a.host_id = f.host_id and a.finding_id = f.id"
            + " and a.expires_at > :now";
    private static final String ORDER = " order by f.first_seen_at desc, f.host_id desc, f.id desc";

    public static final Fields QUERY = Listing.paged(FindingFilter.fields());
    public static final Fields ANSWER = Listing.answered(FindingRow.fields());
    public static final Fields HISTORY_QUERY = Listing.paged();
    public static final Fields HISTORY = Listing.answered(
            Field.required("at", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("event", Shape.text(1, 32)),
            Field.required("weakness", Shape.word(Weakness.words())),
            Field.required("actor", Shape.text(0, 64))
                    .saying("The scan's or the user's identifier; empty for the server itself."),
            Field.required("detail", Shape.text(0, 512)));

    /** Answers a page of those that the filters leave. */
    public Answer list(Call call) {
        Conditions conditions = FindingFilter.of(
                call.query(),
                call.projectId(),
                parts.database().dialect(),
                call.at().toEpochMilli());
        return Answer.ok(parts.database().read(handle -> {
            ProjectSettings settings = Settings.of(handle, call.projectId());
            long total = total(handle, call, conditions);
            if (total <= call.query().whole("offset")) {
                return new Listing<>(total, List.of());
            }
            List<?> rows = handle.createQuery("select " + FindingRow.COLUMNS + " from (select f.host_id, f.id"
                            + " from finding f where " + conditions.sql() + ORDER + " limit :limit offset :offset) p"
                            + " join finding f on f.host_id = p.host_id and f.id = p.id" + BESIDE + ORDER)
                    .bindMap(conditions.values())
                    .bind("now", call.at().toEpochMilli())
                    .bind("limit", call.query().whole("limit"))
                    .bind("offset", call.query().whole("offset"))
                    .map((row, context) ->
                            FindingRow.of(row, settings, call.at()).json())
                    .list();
            return new Listing<>(total, rows);
        }));
    }

    private static long total(Handle handle, Call call, Conditions conditions) {
        if (FindingFilter.isCounted(call.query())) {
            return FindingFilter.counted(
                    handle, call.query(), call.projectId(), call.at().toEpochMilli());
        }
        return handle.createQuery("select count(*) from finding f where " + conditions.sql())
                .bindMap(conditions.values())
                .mapTo(Long.class)
                .one();
    }

    /** Answers what happened to one, oldest first. */
    public Answer history(Call call) {
        return Answer.ok(parts.database().read(handle -> {
            long total = handle.createQuery("select events from finding"
                            + " where project_id = :project and host_id = :host and id = :finding")
                    .bind("project", call.projectId())
                    .bind("host", call.path("host_id"))
                    .bind("finding", call.path("finding_id"))
                    .mapTo(Long.class)
                    .findOne()
                    .orElseThrow(() -> call.service().notFound("finding", call.path("finding_id")));
            List<Event> events = handle.createQuery("select at, kind, weakness, actor, detail from finding_event"
                            + " where host_id = :host and finding_id = :finding"
                            + " order by sequence limit :limit offset :offset")
                    .bind("host", call.path("host_id"))
                    .bind("finding", call.path("finding_id"))
                    .bind("limit", call.query().whole("limit"))
                    .bind("offset", call.query().whole("offset"))
                    .map((row, context) -> new Event(
                            row.getLong("at"),
                            row.getString("kind"),
                            row.getString("weakness"),
                            row.getString("actor"),
                            row.getString("detail")))
                    .list();
            return new Listing<>(total, events);
        }));
    }

    private record Event(long at, String event, String weakness, String actor, String detail) {}
}
