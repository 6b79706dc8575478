package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Shown;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.http.Verb;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Identity policies, and one of them in words. */
public final class PoliciesPage {

    static final String HERE = "/console/account/policies";

    /** The policies that came with the account, and the sentences that say what they are good for. */
    private static final Map<String, String> READY = Map.of(
            "WatchwordAdministratorPolicy", "groups.about-administrators",
            "WatchwordOperatorPolicy", "groups.about-operators",
            "WatchwordReaderPolicy", "groups.about-readers",
            "WatchwordDefaultPolicy", "policies.about-default");

    private PoliciesPage() {}

    /**
     * What the template of the list shows.
     *
     * @param policies all
     * @param may what the viewer may do
     */
    public record View(List<Row> policies, May may) {

        /** What a policy that came with the account is good for; {@code ""} where one says so oneself. */
        public String ready(Row policy) {
            return READY.getOrDefault(policy.text("policy_name"), "");
        }
    }

    /**
     * What the template of one policy shows.
     *
     * @param policy of the API
     * @param sentences its statements
     * @param document the same as it is written
     * @param groups names and addresses of those that it is attached to, as far as the viewer may know
     * @param users the same of users
     * @param versions of a custom policy, the newest first, as far as the viewer may know
     * @param may what the viewer may do
     * @param here this page
     * @param refusal why something was not done, {@code ""} for nothing
     */
    public record One(
            Row policy,
            List<Sentence> sentences,
            String document,
            List<Holder> groups,
            List<Holder> users,
            List<Row> versions,
            May may,
            String here,
            String refusal) {

        /** Whether it came with the account: then it cannot be changed. */
        public boolean system() {
            return policy.text("policy_type").equals("system");
        }

        /** What such a policy is good for; {@code ""} for a custom one. */
        public String ready() {
            return READY.getOrDefault(policy.text("policy_name"), "");
        }
    }

    /**
     * Somebody to whom a policy is attached.
     *
     * @param name for people
     * @param address of their page
     */
    public record Holder(String name, String address) {}

    /** Shows them. */
    public static Answer show(Visit visit) {
        View view = new View(Marked.all(visit, Address.of("/v5/policies"), "policies"), May.of(visit));
        return visit.page("policies", visit.texts().of("policies.title"), view);
    }

    /** Shows one. */
    public static Answer one(Visit visit) {
        return one(visit, 200, "");
    }

    /** Does what the button of a policy's page says. */
    public static Answer act(Visit visit) {
        FormBody form = visit.form();
        String id = visit.path("policy_id");
        Address version = Address.of("/v5/policies/{}/versions/{}", id, form.text("version_id"));
        try {
            return switch (form.text("do")) {
                case "count" -> {
                    visit.api().send(Verb.POST, new Address(version.path() + "/set-default", List.of()));
                    yield visit.done(here(id), "versionCounts");
                }
                case "delete-version" -> {
                    visit.api().send(Verb.DELETE, version);
                    yield visit.done(here(id), "versionDeleted");
                }
                default -> {
                    if (!form.text("do").equals("delete") || !UserForms.sure(form)) {
                        yield one(visit, 400, visit.texts().of("users.sureMissing"));
                    }
                    visit.api().send(Verb.DELETE, Address.of("/v5/policies/{}", id));
                    yield visit.done(Address.of(HERE), "policyDeleted");
                }
            };
        } catch (ApiRefusal refusal) {
            return one(visit, refusal.status(), Refused.said(visit, refusal));
        }
    }

    static Address here(String id) {
        return Address.of(HERE + "/{}", id);
    }

    /** A version of a policy as it was written. */
    static String document(Visit visit, Row policy, String version) {
        return visit.api()
                .get(Address.of("/v5/policies/{}/versions/{}", policy.text("policy_id"), version))
                .path("policy_version")
                .path("document")
                .asText();
    }

    /** Every permission of the product. */
    static List<String> actions(Visit visit) {
        return visit.api()
                .get(Address.of("/v1/watchword/own-permissions"))
                .path("permissions")
                .valueStream()
                .map(each -> each.path("action").asText())
                .toList();
    }

    static List<Sentence> sentences(JsonNode document, List<String> actions) {
        return document.path("Statement")
                .valueStream()
                .map(each -> Sentence.of(each, actions))
                .toList();
    }

    private static Answer one(Visit visit, int status, String refusal) {
        String id = visit.path("policy_id");
        Row policy = new Row(visit.api().get(Address.of("/v5/policies/{}", id)).path("policy"));
        JsonNode tree = parsed(document(visit, policy, policy.text("default_version_id")));
        May may = May.of(visit);
        One view = new One(
                policy,
                sentences(tree, actions(visit)),
                Shown.text(tree.toPrettyString()),
                may.all("iam:policies:listEntitiesV5", "iam:groups:listGroupsV5")
                        ? holders(visit, id, "group")
                        : List.of(),
                may.all("iam:policies:listEntitiesV5", "iam:users:listUsersV5")
                        ? holders(visit, id, "user")
                        : List.of(),
                policy.text("policy_type").equals("custom") && may.all("iam:policies:listVersionsV5")
                        ? Marked.all(visit, Address.of("/v5/policies/{}/versions", id), "versions")
                        : List.of(),
                may,
                here(id).toString(),
                refusal);
        return visit.page(status, "identitypolicy", visit.texts().of("policies.one", policy.text("policy_name")), view);
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
