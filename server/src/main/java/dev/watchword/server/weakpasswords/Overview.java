package dev.watchword.server.weakpasswords;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import dev.watchword.server.settings.Settings;
import dev.watchword.server.weakpasswords.FindingCounts.Kind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * A project in numbers: its open findings by service, weakness, severity and age, and how many there were at the end of
 * each of the last days (UTC). Of 10,000 hosts and more their numbers may be five seconds old. Safe for use by many threads.
 */
public final class Overview {

    private static final long DAY = 86_400_000;
    /** Hosts; fewer are counted within some milliseconds. */
    private static final int LARGE = 10_000;

    private static final int[] AGES = {1, 7, 30, 90, 365};

    public static final Fields QUERY = Fields.of(Field.optional("days", Shape.whole(1, 90))
            .or(30)
            .saying("How many days the trend goes back, today included."));

    private static final Shape COUNT = Shape.whole(0, Listing.MOST);

    public static final Fields ANSWER = Fields.of(
            Field.required("hosts", COUNT),
            Field.required("scanned_hosts", COUNT),
            Field.required("stale_hosts", COUNT).saying("Without a scan in the project's stale_days."),
            Field.required("incomplete_stores", COUNT).saying("Not read to their end by the last scan."),
            Field.required("weak_hosts", COUNT),
            Field.required("open", COUNT),
            Field.required("accepted", COUNT).saying("Of the open ones."),
            Field.required("by_service", Shape.members()),
            Field.required("by_weakness", Shape.members()),
            Field.required("by_severity", Shape.members()),
            Field.required(
                            "by_age",
                            Shape.items(
                                    6,
                                    6,
                                    Shape.members(Field.optional("below_days", COUNT), Field.required("open", COUNT))))
                    .saying("By the days (UTC) since the one on which they were first seen."),
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

    private final Parts parts;
    private final KeptNumbers<Fleet> fleets =
            new KeptNumbers<>(fleet -> fleet.hosts().hosts() >= LARGE, System::nanoTime);

    /** @param parts database and clock */
    public Overview(Parts parts) {
        this.parts = parts;
    }

    private record Fleet(HostNumbers hosts, long weak) {}

    /** Answers them. */
    public Answer show(Call call) {
        long now = call.at().toEpochMilli();
        return Answer.ok(parts.database().read(handle -> {
            Question question = new Question(handle, parts.database().dialect(), call.projectId(), now);
            ObjectNode json = Json.object();
            FindingCounts counts = FindingCounts.of(handle, call.projectId());
            long fresh = now - Settings.of(handle, call.projectId()).staleDays() * DAY;
            question.hosts(json, fleets.of(call.projectId(), () -> question.fleet(fresh)));
            long open = counts.number(Kind::open);
            json.put("open", open);
            json.put("accepted", question.accepted());
            by(counts, Kind::service, json.putObject("by_service"));
            by(counts, Kind::weakness, json.putObject("by_weakness"));
            ObjectNode bySeverity = json.putObject("by_severity");
            for (Severity each : Severity.values()) {
                bySeverity.put(each.word(), counts.number(kind -> kind.open() && kind.severity() == each.ordinal()));
            }
            question.byAge(json.putArray("by_age"), counts);
            question.trend(json.putArray("trend"), call.query().whole("days"), open, counts);
            return json;
        }));
    }

    private static void by(FindingCounts counts, Function<Kind, String> word, ObjectNode into) {
        Map<String, Long> numbers = new TreeMap<>();
        counts.kinds().forEach((kind, number) -> {
            if (kind.open()) {
                numbers.merge(word.apply(kind), number, Long::sum);
            }
        });
        numbers.forEach(into::put);
    }

    private record Question(Handle handle, Dialect dialect, String project, long now) {

        long count(String fromWhere) {
            var query = handle.createQuery("select count(*) from " + fromWhere).bind("project", project);
            return (fromWhere.contains(":now") ? query.bind("now", now) : query)
                    .mapTo(Long.class)
                    .one();
        }

        long accepted() {
            return count(FindingFilter.accepted(
                    dialect, "f.project_id = :project and f.fixed_at is null and a.expires_at > :now"));
        }

        Fleet fleet(long fresh) {
            return new Fleet(
                    HostNumbers.of(handle, project, fresh),
                    count("weak_host where project_id = :project and accounts > 0"));
        }

        void hosts(ObjectNode json, Fleet fleet) {
            json.put("hosts", fleet.hosts().hosts());
            json.put("scanned_hosts", fleet.hosts().scanned());
            json.put("stale_hosts", fleet.hosts().stale());
            json.put("weak_hosts", fleet.weak());
            json.put(
                    "incomplete_stores",
                    count("scanned_store s cross join host h where h.id = s.host_id and s.incomplete <> ''"
                            + " and h.project_id = :project and h.retired_at is null"));
        }

        /** Ages in whole days since the day on which they were first seen; the last step has no bound. */
        void byAge(ArrayNode into, FindingCounts counts) {
            long today = Math.floorDiv(now, DAY);
            Map<Long, Long> byAge = new HashMap<>();
            counts.days().forEach((day, number) -> byAge.merge(today - day, number, Long::sum));
            long below = 0;
            for (int age : AGES) {
                long from = below;
                into.addObject().put("below_days", age).put("open", sum(byAge, from, age));
                below = age;
            }
            into.addObject().put("open", sum(byAge, below, Long.MAX_VALUE));
        }

        void trend(ArrayNode into, int days, long openNow, FindingCounts counts) {
            long today = Math.floorDiv(now, DAY);
            long first = today - days + 1;
            ObjectNode[] rows = new ObjectNode[days];
            long open = openNow;
            for (long day = today; day >= first; day--) {
                long up = counts.opened().getOrDefault(day, 0L);
                long down = counts.closed().getOrDefault(day, 0L);
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

        private static long sum(Map<Long, Long> byDay, long from, long below) {
            return byDay.entrySet().stream()
                    .filter(each -> Math.max(0, each.getKey()) >= from && each.getKey() < below)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }
}
