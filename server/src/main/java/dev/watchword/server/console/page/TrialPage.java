package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Shown;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import java.util.List;
import java.util.stream.StreamSupport;

/** How many accounts words would hit, as the agents of a host group say one after the other. */
public final class TrialPage {

    private TrialPage() {}

    /**
     * What the template shows.
     *
     * @param running whether agents are still to answer
     * @param words that are tried
     * @param hosts that are asked
     * @param queued hosts that did not answer yet
     * @param failed hosts that cannot answer
     * @param accounts that were looked at
     * @param matches accounts that have one of the words
     * @param answers by host
     * @param here this page
     * @param list where the words are edited
     * @param paging where one is in the list
     */
    public record View(
            boolean running,
            long words,
            long hosts,
            long queued,
            long failed,
            long accounts,
            long matches,
            List<Host> answers,
            String here,
            String list,
            Paging paging) {}

    /**
     * @param name of the host
     * @param status of the API
     * @param accounts that were looked at
     * @param matches accounts that have one of the words
     * @param reason why it could not, {@code ""} when it could
     */
    public record Host(String name, String status, long accounts, long matches, String reason) {}

    /** Shows it. */
    public static Answer show(Visit visit) {
        long offset = Paging.offset(visit);
        String group = visit.path("group_id");
        JsonNode json = visit.api()
                .get(Address.of("/v1/watchword/{}/dictionaries/dry-run/{}", visit.project(), visit.path("job_id"))
                        .with("limit", Paging.SIZE)
                        .with("offset", offset));
        if (!json.path("group_id").asText().equals(group)) {
            throw visit.notFound();
        }
        Address here = Address.of(
                "/console/projects/{}/words/groups/{}/trials/{}", visit.project(), group, visit.path("job_id"));
        List<Host> hosts = StreamSupport.stream(json.path("data_list").spliterator(), false)
                .map(each -> new Host(
                        Shown.text(each.path("host_name")),
                        each.path("status").asText(),
                        each.path("account_num").asLong(),
                        each.path("match_num").asLong(),
                        Shown.text(each.path("reason"))))
                .toList();
        long total = json.path("total_num").asLong();
        View view = new View(
                json.path("status").asText().equals("running"),
                json.path("word_num").asLong(),
                total,
                json.path("queued_num").asLong(),
                json.path("failed_num").asLong(),
                json.path("account_num").asLong(),
                json.path("match_num").asLong(),
                hosts,
                offset == 0 ? here.toString() : here.with("offset", offset).toString(),
                Address.of("/console/projects/{}/words/groups/{}", visit.project(), group)
                        .toString(),
                Paging.of(visit, here, total));
        return visit.page("trial", visit.texts().of("wordlists.trialTitle"), view);
    }
}
