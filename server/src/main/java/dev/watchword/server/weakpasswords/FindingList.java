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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that is known of findings, newest first, and what happened to one. Safe for use by many threads.
 *
 * @param parts database and clock
 */
public record FindingList(Parts parts) {

    /** Findings with their host and the acceptance that holds now. */
    static final String FROM = " from finding f join host h on h.id = f.host_id"
            + " left join finding_acceptance a on a.host_id = f.host_id and a.finding_id = f.id"
            + " and a.expires_at > :now";

    public static final Fields QUERY = Listing.paged(
            Stream.of(FindingFilter.fields(), new Field[] {FindingSearch.COUNT_UP_TO}, FindingPlace.FIELDS)
                    .flatMap(Stream::of)
                    .toArray(Field[]::new));
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
        Optional<FindingPlace> place = FindingPlace.of(call);
        return Answer.ok(parts.database().read(handle -> {
            ProjectSettings settings = Settings.of(handle, call.projectId());
            return new FindingSearch(handle, parts.database().dialect(), call, place)
                    .page((row, context) ->
                            FindingRow.of(row, settings, call.at()).json());
        }));
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
