package dev.watchword.server.iam;

import dev.watchword.server.Ids;
import dev.watchword.server.iam.authorization.MalformedPolicy;
import dev.watchword.server.iam.authorization.PolicyDocument;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What every account begins with: groups of administrators, operators and readers with their policies, and the default
 * group, which every new user joins and which may do what the vendor asks no permission for.
 */
public final class IamDefaults {

    /** The group that new users join. */
    static final String DEFAULT_GROUP = "default";

    private static final List<Ready> ALL = List.of(
            new Ready(
                    "administrators",
                    "Everything in the account",
                    "WatchwordAdministratorPolicy",
                    statement("Allow", "*")),
            new Ready(
                    "operators",
                    "Hosts, findings and resets; reads everything else",
                    "WatchwordOperatorPolicy",
                    statement("Allow", "hss:*:*", "ecs:*:*", "watchword:*:*", "*:*:get*", "*:*:list*", "*:*:show*")),
            new Ready(
                    "readers",
                    "Reads everything",
                    "WatchwordReaderPolicy",
                    statement("Allow", "*:*:get*", "*:*:list*", "*:*:show*")),
            new Ready(
                    DEFAULT_GROUP,
                    "Every new user joins it",
                    "WatchwordDefaultPolicy",
                    statement("Allow", "hss:*:get", "hss:*:list", "hss:weakPwds:set")));

    private IamDefaults() {}

    /** Creates them in an account that has none, in the caller's own transaction. */
    public static void create(Handle handle, String domainId, long now) {
        for (Ready ready : ALL) {
            Group group = new Group(Ids.hex(), domainId, ready.group(), ready.description(), true, now);
            Groups.insert(handle, group);
            Policy policy =
                    new Policy(Ids.hex(), domainId, ready.policy(), "", ready.description(), true, 1, 0, now, now);
            Policies.insert(handle, policy, ready.document());
            Attachments.attach(handle, "group_id", policy.id(), group.id(), now);
        }
    }

    /** Takes a new user into the account's default group, when it has one. */
    static void join(Handle handle, String domainId, String userId) {
        Optional<String> group = handle.createQuery(
                        "select id from iam_group where domain_id = :domainId and name = :name and built_in")
                .bind("domainId", domainId)
                .bind("name", DEFAULT_GROUP)
                .mapTo(String.class)
                .findOne();
        group.ifPresent(id -> handle.execute("insert into group_member values (?, ?)", id, userId));
    }

    private static String statement(String effect, String... actions) {
        String document = "{\"Version\":\"5.0\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Action\":[\""
                + String.join("\",\"", actions) + "\"],\"Resource\":[\"*\"]}]}";
        try {
            PolicyDocument.parseNew(document);
            return document;
        } catch (MalformedPolicy malformed) {
            throw new IllegalStateException("a policy of ours is malformed", malformed);
        }
    }

    private record Ready(String group, String description, String policy, String document) {}
}
