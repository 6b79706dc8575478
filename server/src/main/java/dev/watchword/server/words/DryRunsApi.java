package dev.watchword.server.words;

import dev.watchword.server.Parts;
import dev.watchword.server.hosts.HostGroup;
import dev.watchword.server.hosts.HostGroups;
import dev.watchword.server.hosts.HostGroupsApi;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import java.util.List;
import java.util.Locale;

/**
 * Asks how many accounts would match words that are in no dictionary yet. Safe for use by many threads.
 *
 * @param parts database and clock
 * @param groups whose hosts are asked
 * @param runs where trials are kept
 */
public record DryRunsApi(Parts parts, HostGroupsApi groups, DryRuns runs) {

    private static final Shape COUNT = Shape.whole(0, Integer.MAX_VALUE);

    /** A trial to start. */
    public static final Fields START = Fields.of(
            Field.required("words", Shape.items(1, CustomWord.MOST, CustomWord.SHAPE)),
            Field.optional("group_id", Shape.text(1, 64)).saying("The host group; the default one when it is absent."));

    /** A trial that was started. */
    public static final Fields STARTED = Fields.of(Field.required("job_id", Shape.text(1, 64)));

    /** Asks for a page of hosts. */
    public static final Fields PAGE = Fields.of(Listing.LIMIT, Listing.OFFSET);

    /** How a trial goes: never an account's name, never a word. */
    public static final Fields RESULT = Fields.of(
            Field.required("job_id", Shape.text(1, 64)),
            Field.required("group_id", Shape.text(1, 64)),
            Field.required("status", Shape.word("running", "done")),
            Field.required("created_at", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("expires_at", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("created_by_name", Shape.text(1, 64)),
            Field.required("word_num", Shape.whole(1, CustomWord.MOST)),
            Field.required("queued_num", COUNT),
            Field.required("failed_num", COUNT),
            Field.required("account_num", COUNT),
            Field.required("match_num", COUNT),
            Field.required("total_num", COUNT).saying("How many hosts were asked."),
            Field.required(
                    "data_list",
                    Shape.items(
                            0,
                            200,
                            Shape.members(
                                    Field.required("host_id", Shape.text(1, 64)),
                                    Field.required("host_name", Shape.text(0, 256)),
                                    Field.required(
                                            "status", Shape.word("queued", "done", "failed", "no_agent", "expired")),
                                    Field.required("account_num", COUNT),
                                    Field.required("match_num", COUNT),
                                    Field.required("reason", Shape.text(0, 256))))));

    /** Asks the hosts. */
    public Answer start(Call call) {
        groups.settle(call.projectId());
        List<String> words = CustomWord.folded(call.body().texts("words"));
        String groupId = call.body().optionalText("group_id").orElse(HostGroups.defaultId(call.projectId()));
        DryRun run = parts.database().write(handle -> {
            HostGroup group = HostGroupsApi.of(handle, call, groupId);
            if (HostGroups.size(handle, group) > DryRuns.MOST_HOSTS) {
                throw call.service().invalid("group_id", "it has more than " + DryRuns.MOST_HOSTS + " hosts");
            }
            return runs.start(handle, group, words, Author.of(call.caller()), parts.now());
        });
        call.notes().note("job_id", run.id());
        return Answer.json(202, Json.object().put("job_id", run.id()));
    }

    /** Answers what they said so far. */
    public Answer show(Call call) {
        return parts.database().read(handle -> {
            DryRun run = runs.find(handle, call.projectId(), call.path("job_id"))
                    .orElseThrow(() -> call.service().notFound("job", call.path("job_id")));
            DryRun.Totals totals = runs.totals(handle, run, parts.now());
            List<View> hosts =
                    runs
                            .hosts(
                                    handle,
                                    run,
                                    parts.now(),
                                    call.query().whole("limit"),
                                    call.query().whole("offset"))
                            .stream()
                            .map(View::of)
                            .toList();
            var json = Json.object()
                    .put("job_id", run.id())
                    .put("group_id", run.groupId())
                    .put("status", totals.queued() > 0 ? "running" : "done")
                    .put("created_at", run.createdAt())
                    .put("expires_at", run.expiresAt())
                    .put("created_by_name", run.author().userName())
                    .put("word_num", run.words())
                    .put("queued_num", totals.queued())
                    .put("failed_num", totals.failed())
                    .put("account_num", totals.accounts())
                    .put("match_num", totals.matches())
                    .put("total_num", totals.hosts());
            json.set("data_list", Json.tree(hosts));
            return Answer.ok(json);
        });
    }

    private record View(String hostId, String hostName, String status, int accountNum, int matchNum, String reason) {

        static View of(DryRun.Host host) {
            return new View(
                    host.hostId(),
                    host.hostName(),
                    host.state().name().toLowerCase(Locale.ROOT),
                    host.accounts(),
                    host.matches(),
                    host.reason());
        }
    }
}
