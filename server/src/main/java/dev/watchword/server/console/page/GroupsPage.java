package dev.watchword.server.console.page;

import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.List;
import java.util.Set;

/** Groups of users, one of them with its members and policies, and what is done with them. */
public final class GroupsPage {

    static final String HERE = "/console/account/groups";

    /** Those that came with the account; what they are for is said in the viewer's language. */
    private static final Set<String> READY = Set.of("administrators", "operators", "readers", "default");

    private GroupsPage() {}

    /**
     * What the template of the list shows.
     *
     * @param groups all
     * @param may what the viewer may do
     * @param name that was written, {@code ""} for nothing
     * @param description that was written
     * @param refusal what is wrong with it, {@code ""} for nothing
     */
    public record View(List<Row> groups, May may, String name, String description, String refusal) {

        /** Whether a group came with the account. */
        public boolean ready(Row group) {
            return READY.contains(group.text("group_name"));
        }
    }

    /**
     * What the template of one group shows.
     *
     * @param group of the API
     * @param ready whether it came with the account
     * @param here this page
     * @param may what the viewer may do
     * @param members users
     * @param policies that are attached
     * @param otherPolicies that may be attached
     * @param others names of users who may be taken in, as far as they are many
     * @param refusal why something was not done, {@code ""} for nothing
     */
    public record One(
            Row group,
            boolean ready,
            String here,
            May may,
            List<Row> members,
            List<Row> policies,
            List<Row> otherPolicies,
            List<Row> others,
            String refusal) {}

    /** Shows them. */
    public static Answer show(Visit visit) {
        return page(visit, 200, "", "", "");
    }

    /** Makes one. */
    public static Answer create(Visit visit) {
        FormBody form = visit.form();
        try {
            String id = visit.api()
                    .send(
                            Verb.POST,
                            Address.of("/v5/groups"),
                            Json.object()
                                    .put("group_name", form.text("name"))
                                    .put("description", form.text("description")))
                    .path("group")
                    .path("group_id")
                    .asText();
            return visit.done(here(id), "groupCreated");
        } catch (ApiRefusal refusal) {
            return page(
                    visit, refusal.status(), form.text("name"), form.text("description"), Refused.said(visit, refusal));
        }
    }

    /** Shows one. */
    public static Answer one(Visit visit) {
        return one(visit, 200, "");
    }

    /** Does what the button of a group's page says. */
    public static Answer act(Visit visit) {
        FormBody form = visit.form();
        String id = visit.path("group_id");
        try {
            return switch (form.text("do")) {
                case "add" -> add(visit, id, form.text("user_name").strip());
                case "remove" -> {
                    member(visit, id, "remove-user", form.text("user_id"));
                    yield visit.done(here(id), "memberRemoved");
                }
                case "edit" -> {
                    visit.api()
                            .send(
                                    Verb.PUT,
                                    Address.of("/v5/groups/{}", id),
                                    Json.object()
                                            .put(
                                                    "new_group_name",
                                                    form.text("name").strip())
                                            .put("new_group_description", form.text("description")));
                    yield visit.done(here(id), "groupSaved");
                }
                case "attach" -> policy(visit, id, "attach-group", form.text("policy_id"), "policyAttached");
                case "detach" -> policy(visit, id, "detach-group", form.text("policy_id"), "policyDetached");
                default -> {
                    if (!form.text("do").equals("delete") || !UserForms.sure(form)) {
                        yield one(visit, 400, visit.texts().of("users.sureMissing"));
                    }
                    visit.api().send(Verb.DELETE, Address.of("/v5/groups/{}", id));
                    yield visit.done(Address.of(HERE), "groupDeleted");
                }
            };
        } catch (ApiRefusal refusal) {
            return one(visit, refusal.status(), Refused.said(visit, refusal));
        }
    }

    private static Answer add(Visit visit, String id, String name) {
        String userId = users(visit, name).stream()
                .filter(user -> user.text("user_name").equals(name))
                .map(user -> user.text("user_id"))
                .findFirst()
                .orElse("");
        if (userId.isEmpty()) {
            return one(visit, 400, visit.texts().of("groups.noUser", name));
        }
        member(visit, id, "add-user", userId);
        return visit.done(here(id), "memberAdded");
    }

    /** Those whose name holds this; whoever has exactly that name comes among the first two hundred. */
    private static List<Row> users(Visit visit, String name) {
        return Row.of(visit.api()
                .get(Address.of("/v1/watchword/users").with("name", name).with("limit", 200)));
    }

    private static void member(Visit visit, String id, String call, String userId) {
        visit.api()
                .send(
                        Verb.POST,
                        Address.of("/v5/groups/{}/" + call, id),
                        Json.object().put("user_id", userId));
    }

    private static Answer policy(Visit visit, String id, String call, String policyId, String notice) {
        visit.api()
                .send(
                        Verb.POST,
                        Address.of("/v5/policies/{}/" + call, policyId),
                        Json.object().put("group_id", id));
        return visit.done(here(id), notice);
    }

    private static Address here(String id) {
        return Address.of(HERE + "/{}", id);
    }

    private static Answer page(Visit visit, int status, String name, String description, String refusal) {
        View view = new View(
                Marked.all(visit, Address.of("/v5/groups"), "groups"), May.of(visit), name, description, refusal);
        return visit.page(status, "groups", visit.texts().of("groups.title"), view);
    }

    private static Answer one(Visit visit, int status, String refusal) {
        String id = visit.path("group_id");
        May may = May.of(visit);
        Row group = new Row(visit.api().get(Address.of("/v5/groups/{}", id)).path("group"));
        List<Row> members = may.all("iam:users:listUsersV5")
                ? Marked.all(visit, Address.of("/v5/users").with("group_id", id), "users")
                : List.of();
        List<Row> policies = may.all("iam:groups:listAttachedPoliciesV5")
                ? Marked.all(visit, Address.of("/v5/groups/{}/attached-policies", id), "attached_policies")
                : List.of();
        One view = new One(
                group,
                READY.contains(group.text("group_name")),
                here(id).toString(),
                may,
                members,
                policies,
                may.all("iam:groups:attachPolicyV5", "iam:policies:listV5")
                        ? UserPage.without(
                                Marked.all(visit, Address.of("/v5/policies"), "policies"), "policy_id", policies)
                        : List.of(),
                may.all("iam:permissions:addUserToGroupV5", "iam:users:listRecords")
                        ? UserPage.without(users(visit, ""), "user_id", members)
                        : List.of(),
                refusal);
        return visit.page(status, "group", visit.texts().of("groups.one", group.text("group_name")), view);
    }
}
