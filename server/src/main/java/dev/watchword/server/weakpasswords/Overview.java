package dev.watchword.server.weakpasswords;

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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * A project in numbers: its open findings by service, weakness, severity and age, and how many there were at the end of
 * each of the last days (UTC). Safe for use by many threads.
 *
 * @param parts database and clock
 */
public record Overview(Parts parts) {

    private static final long DAY = 86_400_000;
    private static final int[] AGES = {1, 7, 30, 90, 365};

    public static final Fields QUERY = Fields.of(Field.optional("days", Shape.whole(1, 90))
            .or(30)
            .saying("How many days the trend goes back, today included."));

    private static final Shape COUNT = Shape.whole(0, Listing.MOST);

    public static final Fields ANSWER = Fields.of(
            Field.required("hosts", COUNT),
            Field.required("scanned_hosts", COUNT),
            Field.required("weak_hosts", COUNT),
            Field.required("open", COUNT),
            Field.required("accepted", COUNT).saying("Of the open ones."),
            Field.required("by_service", Shape.members()),
            Field.required("by_weakness", Shape.members()),
            Field.required("by_severity", Shape.members()),
            Field.required(
                    "by_age",
                    Shape.items(
                            6, 6, Shape.members(Field.optional("below_days", COUNT), Field.required("open", COUNT)))),
            Field.required(
                    "trend",
                    Shape.items(
                            1,
                            90,
                            Shape.members(
                                    Field.required("day", Shape.text(10, 10)),
                                    Field.required("opened", COUNT),
                                    Field.required("ended", COUNT),
                                    Field.required("open", COUNT)))));

    /** Answers them. */
    public Answer show(Call call) {
        long now = call.at().toEpochMilli();
        return Answer.ok(parts.database().read(handle -> {
            Question question = new Question(handle, call.projectId(), now);
            ObjectNode json = Json.object();
            json.put("hosts", question.count("host where project_id = :project and retired_at is null"));
            json.put(
                    "scanned_hosts",
                    question.count("host_scan n join host h on h.id = n.host_id"
                            + " where n.project_id = :project and h.retired_at is null"));
            json.put("weak_hosts", question.count("weak_host where project_id = :project and accounts > 0"));
            long open = question.count("finding where project_id = :project and fixed_at is null");
            json.put("open", open);
            json.put(
                    "accepted",
                    question.count("finding_acceptance a join finding f on f.host_id = a.host_id"
                            + " and f.id = a.finding_id where f.project_id = :project and f.fixed_at is null"
                            + " and a.expires_at > :now"));
            question.by("service_type", json.putObject("by_service"));
            question.by("weakness", json.putObject("by_weakness"));
            question.bySeverity(json.putObject("by_severity"));
            question.byAge(json.putArray("by_age"));
            question.trend(json.putArray("trend"), call.query().whole("days"), open);
            return json;
        }));
    }

    private record Question(Handle handle, String project, long now) {

        long count(String fromWhere) {
            var query = handle.createQuery("select count(*) from " + fromWhere).bind("project", project);
            return (fromWhere.contains(":now") ? query.bind("now", now) : query)
                    .mapTo(Long.class)
                    .one();
        }

        void by(String column, ObjectNode into) {
            grouped(column).entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(each -> into.put(each.getKey(), each.getValue()));
        }

        void bySeverity(ObjectNode into) {
            Map<String, Long> counts = grouped("severity");
            for (Severity each : Severity.values()) {
                into.put(each.word(), counts.getOrDefault("" + each.ordinal(), 0L));
            }
        }

        private Map<String, Long> grouped(String column) {
            return handle.createQuery("select " + column + " as name, count(*) as number from finding"
                            + " where project_id = :project and fixed_at is null group by " + column)
                    .bind("project", project)
                    .reduceRows(new HashMap<>(), (map, row) -> {
                        map.put(row.getColumn("name", String.class), row.getColumn("number", Long.class));
                        return map;
                    });
        }

        /** Ages in whole days since they were first seen; the last step has no bound. */
        void byAge(ArrayNode into) {
            Map<Long, Long> byDay = daily("select (:now - first_seen_at) / " + DAY + " as day, count(*) as number"
                    + " from finding where project_id = :project and fixed_at is null group by 1");
            long below = 0;
            for (int age : AGES) {
                long from = below;
                into.addObject().put("below_days", age).put("open", sum(byDay, from, age));
                below = age;
            }
            into.addObject().put("open", sum(byDay, below, Long.MAX_VALUE));
        }

        void trend(ArrayNode into, int days, long openNow) {
            long today = Math.floorDiv(now, DAY);
            long first = today - days + 1;
            Map<Long, Long> opened = events(first, "'found', 'came_back'");
            Map<Long, Long> ended = events(first, "'fixed', 'lapsed', 'retired'");
            ObjectNode[] rows = new ObjectNode[days];
            long open = openNow;
            for (long day = today; day >= first; day--) {
                long up = opened.getOrDefault(day, 0L);
                long down = ended.getOrDefault(day, 0L);
                rows[(int) (day - first)] = Json.object()
                        .put("day", LocalDate.ofEpochDay(day).toString())
                        .put("opened", up)
                        .put("ended", down)
                        .put("open", open);
                open += down - up;
            }
            for (ObjectNode row : rows) {
                into.add(row);
            }
        }

        private Map<Long, Long> events(long firstDay, String kinds) {
            return daily("select at / " + DAY + " as day, count(*) as number from finding_event"
                    + " where project_id = :project and at >= " + firstDay * DAY + " and at <= :now"
                    + " and kind in (" + kinds + ") group by 1");
        }

        private Map<Long, Long> daily(String sql) {
            return handle.createQuery(sql)
                    .bind("project", project)
                    .bind("now", now)
                    .reduceRows(new HashMap<>(), (map, row) -> {
                        map.put(row.getColumn("day", Long.class), row.getColumn("number", Long.class));
                        return map;
                    });
        }

        private static long sum(Map<Long, Long> byDay, long from, long below) {
            return byDay.entrySet().stream()
                    .filter(each -> Math.max(0, each.getKey()) >= from && each.getKey() < below)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }
}
