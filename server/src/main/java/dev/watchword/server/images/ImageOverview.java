package dev.watchword.server.images;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import dev.watchword.server.settings.Settings;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A project's images in numbers: how many were read, how far and when, what is weak in them, and which to mend first. Safe
 * for use by many threads.
 *
 * @param parts database and clock
 */
public record ImageOverview(Parts parts) {

    private static final long DAY = 86_400_000;
    private static final int WORST = 5;
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");
    private static final Shape NAME = Shape.text(0, 4_096);
    private static final Shape COUNT = Shape.whole(0, Listing.MOST);

    public static final Fields ANSWER = Fields.of(
            Field.required("images", COUNT).saying("That were read."),
            Field.required("stale_images", COUNT).saying("Not read in the project's stale_days."),
            Field.required("incomplete_images", COUNT).saying("Not read to their end."),
            Field.required("weak_images", COUNT),
            Field.required("findings", COUNT),
            Field.required("by_severity", Shape.members()),
            Field.required(
                    "worst",
                    Shape.items(
                            0,
                            WORST,
                            Shape.members(
                                    Field.required("id", Shape.text(1, 64)),
                                    Field.required("registry_host", Shape.text(0, 255)),
                                    Field.required("namespace", NAME),
                                    Field.required("image_name", NAME),
                                    Field.required("image_version", NAME),
                                    Field.required("critical", COUNT),
                                    Field.required("high", COUNT),
                                    Field.required("finding_num", COUNT)))));

    /** Answers them. */
    public Answer show(Call call) {
        return Answer.ok(parts.database().read(handle -> {
            ObjectNode json = Json.object();
            images(handle, call, Settings.of(handle, call.projectId()).staleDays(), json);
            findings(handle, call, json);
            worst(handle, call, json.putArray("worst"));
            return json;
        }));
    }

    private static void images(Handle handle, Call call, int staleDays, ObjectNode json) {
        handle.createQuery("select count(*) as images, count(case when latest_scan_time < :fresh then 1 end) as stale,"
                        + " count(case when incomplete <> '' then 1 end) as incomplete from image"
                        + " where project_id = :project")
                .bind("fresh", call.at().toEpochMilli() - staleDays * DAY)
                .bind("project", call.projectId())
                .map((row, context) -> json.put("images", row.getLong("images"))
                        .put("stale_images", row.getLong("stale"))
                        .put("incomplete_images", row.getLong("incomplete")))
                .one();
    }

    private static void findings(Handle handle, Call call, ObjectNode json) {
        json.put(
                "weak_images",
                handle.createQuery("select count(*) from image i where i.project_id = :project"
                                + " and exists (select 1 from image_finding f where f.image = i.id)")
                        .bind("project", call.projectId())
                        .mapTo(Long.class)
                        .one());
        ObjectNode bySeverity = Json.object();
        SEVERITIES.forEach(each -> bySeverity.put(each, 0));
        handle.createQuery("select f.severity, count(*) as number from image i join image_finding f on f.image = i.id"
                        + " where i.project_id = :project group by f.severity")
                .bind("project", call.projectId())
                .map((row, context) -> bySeverity.put(row.getString("severity"), row.getLong("number")))
                .list();
        json.put(
                "findings",
                bySeverity.valueStream().mapToLong(number -> number.asLong()).sum());
        json.set("by_severity", bySeverity);
    }

    private static void worst(Handle handle, Call call, ArrayNode into) {
        handle.createQuery(
                        "select i.id, i.registry_host, i.namespace, i.name, i.version, w.critical, w.high, w.findings"
                                + " from (select f.image, count(*) as findings,"
                                + " count(case when f.severity = 'critical' then 1 end) as critical,"
                                + " count(case when f.severity = 'high' then 1 end) as high"
                                + " from image p join image_finding f on f.image = p.id where p.project_id = :project"
                                + " group by f.image order by 3 desc, 4 desc, 2 desc, 1 limit :most) w"
                                + " join image i on i.id = w.image order by 6 desc, 7 desc, 8 desc, 1")
                .bind("project", call.projectId())
                .bind("most", WORST)
                .map((row, context) -> into.addObject()
                        .put("id", row.getString("id"))
                        .put("registry_host", row.getString("registry_host"))
                        .put("namespace", row.getString("namespace"))
                        .put("image_name", row.getString("name"))
                        .put("image_version", row.getString("version"))
                        .put("critical", row.getLong("critical"))
                        .put("high", row.getLong("high"))
                        .put("finding_num", row.getLong("findings")))
                .list();
    }
}
