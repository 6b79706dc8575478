package dev.watchword.server.weakpasswords;

import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.Folded;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;

/** Which findings are asked for. */
final class FindingFilter {

    private static final String OPEN = "f.fixed_at is null";

    private FindingFilter() {}

    /** The declared filters. */
    static Field[] fields() {
        return new Field[] {
            Field.optional("host_id", Shape.text(0, 64)),
            Field.optional("finding_id", Shape.text(0, 64)),
            Field.optional("host_name", Shape.text(0, 256)).saying("A part of the host's name, in whatever case."),
            Field.optional("group_id", Shape.text(0, 64)).saying("The group of the host."),
            Field.optional("service_type", Shape.word(ServiceTypes.words())),
            Field.optional("weakness", Shape.word(Weakness.words())),
            Field.optional("severity", Shape.word(Severity.words())),
            Field.optional("state", Shape.word("open", "accepted", "fixed", "all"))
                    .or("open")
                    .saying("Open ones that nobody accepted, open ones that somebody did, ended ones, or all."),
            Field.optional("user_name", Shape.text(0, 256)).saying("A part of the account's name, in whatever case."),
            Field.optional("since", Shape.whole(0, Long.MAX_VALUE / 1_000_000))
                    .saying("First seen at this time or later, epoch milliseconds.")
        };
    }

    /** What they mean for {@link FindingList#FROM}. */
    static Conditions of(Values query, String projectId, Dialect dialect, long now) {
        Conditions conditions = new Conditions()
                .bind("now", now)
                .and("f.project_id = :project", "project", projectId)
                .when(query.filter("host_id"), "f.host_id = :host", "host")
                .when(query.filter("finding_id"), "f.id = :finding", "finding")
                .when(query.filter("host_name").map(Folded::of), dialect.contains("h.name_folded", "name"), "name")
                .when(query.filter("group_id"), "h.group_id = :group", "group")
                .when(query.filter("service_type"), "f.service_type = :service", "service")
                .when(query.filter("weakness"), "f.weakness = :weakness", "weakness")
                .when(
                        query.filter("severity")
                                .map(word -> Severity.parse(word).orElseThrow().ordinal()),
                        "f.severity = :severity",
                        "severity")
                .when(query.filter("user_name").map(Folded::of), dialect.contains("f.user_folded", "user"), "user");
        query.optionalLong("since").ifPresent(since -> conditions.and("f.first_seen_at >= :since", "since", since));
        return switch (query.text("state")) {
            case "open" -> conditions.and(OPEN).and("a.owner is null");
            case "accepted" -> conditions.and(OPEN).and("a.owner is not null");
            case "fixed" -> conditions.and("f.fixed_at is not null");
            default -> conditions;
        };
    }
}
