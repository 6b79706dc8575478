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

/**
 * Groups of open findings of a project whose accounts have the same password. A group's name is a digest that only this
 * server can make of the agents' mark. Safe for use by many threads.
 *
 * @param parts database and clock
 */
public record SharedPasswords(Parts parts) {

    private static final String OPEN = "f.project_id = :project and f.shared_group != '' and f.fixed_at is null";
    private static final String GROUPS =
            " from finding f where " + OPEN + " group by f.shared_group having count(*) > 1";

    public static final Fields QUERY = Listing.paged();
    public static final Fields ANSWER = Listing.answered(
            Field.required("group_id", Shape.text(16, 16)),
            Field.required("accounts", Shape.whole(2, Listing.MOST)),
            Field.required("hosts", Shape.whole(1, Listing.MOST)),
            Field.required("severity", Shape.word(Severity.words())).saying("The most urgent of its findings."));
    public static final Fields MEMBERS = Listing.answered(FindingRow.fields());

    /** Answers a page of groups, the largest first. */
    public Answer groups(Call call) {
        return Answer.ok(parts.database().read(handle -> {
            long total = handle.createQuery("select count(*) from (select f.shared_group" + GROUPS + ") g")
                    .bind("project", call.projectId())
                    .mapTo(Long.class)
                    .one();
            List<Group> groups = handle.createQuery("select f.shared_group, count(*) as accounts,"
                            + " count(distinct f.host_id) as hosts, min(f.severity) as severity" + GROUPS
                            + " order by count(*) desc, f.shared_group limit :limit offset :offset")
                    .bind("project", call.projectId())
                    .bind("limit", call.query().whole("limit"))
                    .bind("offset", call.query().whole("offset"))
                    .map((row, context) -> new Group(
                            row.getString("shared_group"),
                            row.getLong("accounts"),
                            row.getLong("hosts"),
                            Severity.values()[row.getInt("severity")].word()))
                    .list();
            return new Listing<>(total, groups);
        }));
    }

    /** Answers a page of one group's findings; an unknown group is an empty one. */
    public Answer members(Call call) {
        Conditions conditions = new Conditions()
                .bind("now", call.at().toEpochMilli())
                .bind("project", call.projectId())
                .and(OPEN)
                .and("f.shared_group = :group", "group", call.path("group_id"));
        return Answer.ok(parts.database().read(handle -> {
            ProjectSettings settings = Settings.of(handle, call.projectId());
            long total = handle.createQuery("select count(*) from finding f where " + conditions.sql())
                    .bindMap(conditions.values())
                    .mapTo(Long.class)
                    .one();
            List<?> rows = handle.createQuery("select " + FindingRow.COLUMNS + FindingList.FROM + " where "
                            + conditions.sql() + " order by h.name, f.host_id, f.service_type, f.user_name, f.id"
                            + " limit :limit offset :offset")
                    .bindMap(conditions.values())
                    .bind("limit", call.query().whole("limit"))
                    .bind("offset", call.query().whole("offset"))
                    .map((row, context) ->
                            FindingRow.of(row, settings, call.at()).json())
                    .list();
            return new Listing<>(total, rows);
        }));
    }

    private record Group(String groupId, long accounts, long hosts, String severity) {}
}
