package dev.watchword.server.scans;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.hosts.HostGroup;
import dev.watchword.server.hosts.HostGroups;
import dev.watchword.server.hosts.HostGroupsApi;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/**
 * The vendor's calls that start scans and ask how they stand. Safe for use by many threads.
 *
 * @param parts database and clock
 * @param groups whose hosts
 * @param scans where requests are kept
 */
public record ScansApi(Parts parts, HostGroupsApi groups, Scans scans) {

    private static final Field TYPE = Field.required("type", Shape.word("pwd")).saying("pwd: weak passwords.");

    /** What to scan for. */
    public static final Fields START = Fields.of(TYPE);

    /** Which scan. */
    public static final Fields ASK = Fields.of(TYPE, Listing.ENTERPRISE_PROJECT);

    /** How one host's scan stands. */
    public static final Fields STATUS = Fields.of(
            Field.required(
                    "scan_status",
                    Shape.word("neverscan", "scanning", "scaned", "failed", "over_time", "longscanning")),
            Field.required("scaned_time", Shape.whole(0, Long.MAX_VALUE)).saying("Epoch milliseconds, 0 for never."));

    /** How the project's scans stand. */
    public static final Fields PROJECT_STATUS = Fields.of(
            Field.required("scan_status", Shape.word("neverscan", "scanning", "scanned", "failed")),
            Field.required("scanned_time", Shape.whole(0, Long.MAX_VALUE)).saying("Epoch milliseconds, 0 for never."));

    /** When a host scans by itself. */
    public static final Fields SCHEDULE = Fields.of(
            Field.required("group_name", Shape.text(1, 256)).saying("The host group whose schedule it is."),
            Field.required("days", Shape.items(0, 7, Shape.text(6, 9)))
                    .saying("Of the week, in lower case; none means every day."),
            Field.required("hour", Shape.whole(0, 23)).saying("In the host's time zone."),
            Field.required("minute", Shape.whole(0, 59)),
            Field.required("random_offset_seconds", Shape.whole(0, 7_200))
                    .saying("Each host begins up to so much later, so that not all begin at once."));

    /** Answers when a host scans by itself. */
    public Answer schedule(Call call) {
        String host = call.path("host_id");
        groups.settle(call.projectId());
        return parts.database().read(handle -> {
            HostGroup group = HostGroups.ofHost(handle, host)
                    .flatMap(id -> HostGroups.find(handle, call.projectId(), id))
                    .orElseThrow(() -> call.service().notFound("host", host));
            Schedule schedule = Schedules.ofGroup(handle, group.id());
            ObjectNode json = Json.object().put("group_name", group.name());
            ArrayNode days = json.putArray("days");
            schedule.days().forEach(day -> days.add(day.name().toLowerCase(Locale.ROOT)));
            return Answer.ok(json.put("hour", schedule.hour())
                    .put("minute", schedule.minute())
                    .put("random_offset_seconds", schedule.randomOffset()));
        });
    }

    /** Asks one host for a scan. */
    public Answer start(Call call) {
        String host = call.path("host_id");
        parts.database().change(handle -> {
            requireAgent(handle, call, host);
            scans.request(handle, host, parts.now());
        });
        return Answer.empty(200);
    }

    /** Answers how one host's scan stands. */
    public Answer status(Call call) {
        String host = call.path("host_id");
        return parts.database().read(handle -> {
            requireAgent(handle, call, host);
            ManualScan scan = scans.of(handle, host, parts.now());
            return Answer.ok(
                    Json.object().put("scan_status", word(scan.status())).put("scaned_time", scan.scannedAt()));
        });
    }

    /** Asks every host of a group that has an agent for a scan. */
    public Answer startGroup(Call call) {
        groups.settle(call.projectId());
        parts.database().change(handle -> {
            HostGroup group = HostGroupsApi.of(handle, call);
            long now = parts.now();
            List<String> hosts = handle.createQuery("select id from host where project_id = :projectId"
                            + " and group_id = :group and agent_id <> '' and retired_at is null order by id")
                    .bind("projectId", group.projectId())
                    .bind("group", HostGroups.key(group))
                    .mapTo(String.class)
                    .list();
            hosts.forEach(host -> scans.request(handle, host, now));
        });
        return Answer.empty(200);
    }

    /** Answers how the project's scans stand. */
    public Answer projectStatus(Call call) {
        return parts.database().read(handle -> {
            long scannedAt = scans.newest(handle, call.projectId()).orElse(0);
            return Answer.ok(Json.object()
                    .put("scan_status", projectWord(handle, call.projectId(), scannedAt))
                    .put("scanned_time", scannedAt));
        });
    }

    private String projectWord(Handle handle, String projectId, long scannedAt) {
        if (scans.awaited(handle, projectId, parts.now()) > 0) {
            return "scanning";
        }
        if (scans.failed(handle, projectId, parts.now()) > 0) {
            return "failed";
        }
        return scannedAt == 0 ? "neverscan" : "scanned";
    }

    private static void requireAgent(Handle handle, Call call, String hostId) {
        String agent = handle.createQuery("select agent_id from host where id = :host and project_id = :projectId"
                        + " and retired_at is null")
                .bind("host", hostId)
                .bind("projectId", call.projectId())
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> call.service().notFound("host", hostId));
        if (agent.isEmpty()) {
            throw ApiError.of(400, "HSS.1001", "The selected server is not associated with any agent.");
        }
    }

    private static String word(ManualScan.Status status) {
        return switch (status) {
            case NEVER -> "neverscan";
            case RUNNING -> "scanning";
            case OVER_TIME -> "over_time";
            case LONG_RUNNING -> "longscanning";
            case ENDED -> "scaned";
            case FAILED -> "failed";
        };
    }
}
