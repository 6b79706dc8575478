package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import java.util.List;

/** Accounts that have the same password: who guesses one has them all. */
public final class SharedPasswordsPage {

    private SharedPasswordsPage() {}

    /**
     * What the template of the groups shows.
     *
     * @param project its id
     * @param groups the largest first
     * @param paging where this part stands
     */
    public record Groups(String project, List<Row> groups, Paging paging) {}

    /**
     * What the template of one group shows.
     *
     * @param project its id
     * @param findings of the group
     * @param paging where this part stands
     */
    public record Members(String project, List<Finding> findings, Paging paging) {}

    /** Shows the groups. */
    public static Answer groups(Visit visit) {
        JsonNode list = list(visit, Address.of("/v1/watchword/{}/shared-passwords", visit.project()));
        Address here = Address.of("/console/projects/{}/shared-passwords", visit.project());
        return visit.page(
                "shared",
                visit.texts().of("shared.title"),
                new Groups(visit.project(), Row.of(list), paging(visit, here, list)));
    }

    /** Shows one group. */
    public static Answer members(Visit visit) {
        String group = visit.path("group_id");
        JsonNode list = list(visit, Address.of("/v1/watchword/{}/shared-passwords/{}/members", visit.project(), group));
        Address here = Address.of("/console/projects/{}/shared-passwords/{}", visit.project(), group);
        Members members = new Members(
                visit.project(),
                list.path("data_list").valueStream().map(Finding::of).toList(),
                paging(visit, here, list));
        return visit.page("sharers", visit.texts().of("shared.group"), members);
    }

    private static JsonNode list(Visit visit, Address address) {
        return visit.api().get(address.with("limit", Paging.SIZE).with("offset", Paging.offset(visit)));
    }

    private static Paging paging(Visit visit, Address here, JsonNode list) {
        return Paging.of(visit, here, list.path("total_num").asLong());
    }
}
