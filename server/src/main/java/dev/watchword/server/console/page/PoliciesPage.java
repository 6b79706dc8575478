package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Shown;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Identity policies, and one of them in words. */
public final class PoliciesPage {

    static final String HERE = "/console/account/policies";

    private PoliciesPage() {}

    /**
     * What the template of the list shows.
     *
     * @param policies all
     */
    public record View(List<Row> policies) {}

    /**
     * What the template of one policy shows.
     *
     * @param policy of the API
     * @param sentences its statements
     * @param document the same as it is written
     * @param groups names and addresses of those that it is attached to, as far as the viewer may know
     * @param users the same of users
     */
    public record One(Row policy, List<Sentence> sentences, String document, List<Holder> groups, List<Holder> users) {}

    /**
     * Somebody to whom a policy is attached.
     *
     * @param name for people
     * @param address of their page
     */
    public record Holder(String name, String address) {}

    /** Shows them. */
    public static Answer show(Visit visit) {
        View view = new View(Marked.all(visit, Address.of("/v5/policies"), "policies"));
        return visit.page("policies", visit.texts().of("policies.title"), view);
    }

    /** Shows one. */
    public static Answer one(Visit visit) {
        String id = visit.path("policy_id");
        Row policy = new Row(visit.api().get(Address.of("/v5/policies/{}", id)).path("policy"));
        String document = visit.api()
                .get(Address.of("/v5/policies/{}/versions/{}", id, policy.text("default_version_id")))
                .path("policy_version")
                .path("document")
                .asText();
        JsonNode tree = parsed(document);
        List<String> actions = visit.api()
                .get(Address.of("/v1/watchword/own-permissions"))
                .path("permissions")
                .valueStream()
                .map(each -> each.path("action").asText())
                .toList();
        May may = May.of(visit);
        One view = new One(
                policy,
                tree.path("Statement")
                        .valueStream()
                        .map(each -> Sentence.of(each, actions))
                        .toList(),
                Shown.text(tree.toPrettyString()),
                may.all("iam:policies:listEntitiesV5", "iam:groups:listGroupsV5")
                        ? holders(visit, id, "group")
                        : List.of(),
                may.all("iam:policies:listEntitiesV5", "iam:users:listUsersV5")
                        ? holders(visit, id, "user")
                        : List.of());
        return visit.page("identitypolicy", visit.texts().of("policies.one", policy.text("policy_name")), view);
    }

    private static List<Holder> holders(Visit visit, String id, String kind) {
        Address attached = Address.of("/v5/policies/{}/attached-entities", id).with("entity_type", kind);
        List<String> ids = Marked.all(visit, attached, "policy_" + kind + "s").stream()
                .map(row -> row.text(kind + "_id"))
                .toList();
        return Marked.all(visit, Address.of("/v5/" + kind + "s"), kind + "s").stream()
                .filter(row -> ids.contains(row.text(kind + "_id")))
                .map(row -> new Holder(
                        row.text(kind + "_name"),
                        Address.of("/console/account/" + kind + "s/{}", row.text(kind + "_id"))
                                .toString()))
                .toList();
    }

    private static JsonNode parsed(String document) {
        try {
            return Json.read(document.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (MalformedJson e) {
            throw new IllegalStateException("a stored policy is no JSON", e);
        }
    }
}
