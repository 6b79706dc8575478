package dev.watchword.server.console.page;

import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One user: password, lock, access keys, groups, policies. */
public final class UserPage {

    private UserPage() {}

    /**
     * What the template shows.
     *
     * @param user of the API
     * @param here this page
     * @param own whether it is the viewer themselves
     * @param guarded whether it is the root user and the viewer is not: nothing is offered
     * @param may what the viewer may do
     * @param policies that are attached to the user
     * @param otherGroups that the user may be taken into
     * @param otherPolicies that may be attached
     * @param refusal why something was not done, {@code ""} for nothing
     */
    public record View(
            Row user,
            String here,
            boolean own,
            boolean guarded,
            May may,
            List<Row> policies,
            List<Row> otherGroups,
            List<Row> otherPolicies,
            String refusal) {

        /** Whether these are offered. */
        public boolean offers(String... actions) {
            return !guarded && may.all(actions);
        }

        /** Whether the user may be disabled and deleted: never the root user, and nobody does it to themselves here. */
        public boolean removable() {
            return !own && !user.flag("is_root_user");
        }

        /** The groups of the user. */
        public List<Row> groups() {
            return Lists.of(user, "groups");
        }

        /** The access keys of the user. */
        public List<Row> keys() {
            return Lists.of(user, "access_keys");
        }
    }

    /** Shows it. */
    public static Answer show(Visit visit) {
        return page(visit, visit.path("user_id"), 200, "");
    }

    static Address here(String id) {
        return Address.of(UsersPage.HERE + "/{}", id);
    }

    static Answer page(Visit visit, String id, int status, String refusal) {
        Row user = new Row(visit.api().get(Address.of("/v1/watchword/users/{}", id)));
        May may = May.of(visit);
        List<Row> policies = may.all("iam:users:listAttachedPoliciesV5")
                ? Marked.all(visit, Address.of("/v5/users/{}/attached-policies", id), "attached_policies")
                : List.of();
        List<Row> groups = may.all("iam:permissions:addUserToGroupV5", "iam:groups:listGroupsV5")
                ? Marked.all(visit, Address.of("/v5/groups"), "groups")
                : List.of();
        View view = new View(
                user,
                here(id).toString(),
                visit.call().caller().userId().equals(user.text("user_id")),
                user.flag("is_root_user") && !visit.call().caller().root(),
                may,
                policies,
                without(groups, "group_id", Lists.of(user, "groups")),
                may.all("iam:users:attachPolicyV5", "iam:policies:listV5")
                        ? without(Marked.all(visit, Address.of("/v5/policies"), "policies"), "policy_id", policies)
                        : List.of(),
                refusal);
        return visit.page(status, "user", visit.texts().of("users.one", user.text("user_name")), view);
    }

    /** Those of the first list that the second lacks. */
    static List<Row> without(List<Row> all, String id, List<Row> taken) {
        Set<String> ids = taken.stream().map(row -> row.text(id)).collect(Collectors.toSet());
        return all.stream().filter(row -> !ids.contains(row.text(id))).toList();
    }
}
