package dev.watchword.server.iam.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What a user may do, action by action, before it is known on what and from where: the same statements that decide each
 * call ({@link Decision}), read for all calls at once. Safe for use by many threads.
 *
 * @param policies that speak of users
 */
public record EffectivePermissions(EffectivePolicies policies) {

    /** What the policies say of an action. */
    public enum Verdict {
        /** Whatever it is done to, and from wherever. */
        ALLOWED,
        /** On some resources, or under conditions. */
        PARTLY,
        /** A statement denies it always. */
        DENIED,
        /** No statement allows it. */
        NONE;

        /** Whether some call of it may be allowed. */
        public boolean offers() {
            return this == ALLOWED || this == PARTLY;
        }
    }

    /**
     * A statement that speaks of an action.
     *
     * @param policyId of its policy
     * @param policyName of its policy
     * @param sid its name, or its place from 0
     * @param denies rather than allows
     * @param limited to some resources or conditions
     */
    public record Reason(String policyId, String policyName, String sid, boolean denies, boolean limited) {}

    /**
     * What is said of one action.
     *
     * @param action e.g. {@code hss:weakPwds:list}
     * @param verdict all statements together
     * @param reasons the statements, denials first
     */
    public record Effect(String action, Verdict verdict, List<Reason> reasons) {
        public Effect {
            reasons = List.copyOf(reasons);
        }
    }

    /** What a user, who is not the root user, may do of these actions; in their order. */
    public List<Effect> of(String userId, List<String> actions) {
        List<StoredPolicy> stored = policies.of(userId);
        return actions.stream().map(action -> effect(action, stored)).toList();
    }

    /** Through what a user has each policy, by its id: names of groups, {@code ""} when it is attached to the user. */
    public static Map<String, Set<String>> ways(Handle handle, String userId) {
        return handle
                .createQuery("select policy_id, '' as way from policy_attachment where user_id = :userId"
                        + " union all select a.policy_id, g.name as way from policy_attachment a"
                        + " join group_member m on m.group_id = a.group_id join iam_group g on g.id = m.group_id"
                        + " where m.user_id = :userId")
                .bind("userId", userId)
                .map((row, context) -> Map.entry(row.getString("policy_id"), row.getString("way")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toCollection(TreeSet::new))));
    }

    private static Effect effect(String action, List<StoredPolicy> stored) {
        List<Reason> denials = reasons(action, stored, Statement.Effect.DENY);
        List<Reason> permits = reasons(action, stored, Statement.Effect.ALLOW);
        List<Reason> all = new ArrayList<>(denials);
        all.addAll(permits);
        return new Effect(action, verdict(denials, permits), all);
    }

    private static Verdict verdict(List<Reason> denials, List<Reason> permits) {
        if (!denials.stream().allMatch(Reason::limited)) {
            return Verdict.DENIED;
        }
        if (permits.isEmpty()) {
            return Verdict.NONE;
        }
        return denials.isEmpty() && !permits.stream().allMatch(Reason::limited) ? Verdict.ALLOWED : Verdict.PARTLY;
    }

    private static List<Reason> reasons(String action, List<StoredPolicy> stored, Statement.Effect effect) {
        List<Reason> reasons = new ArrayList<>();
        for (StoredPolicy policy : stored) {
            for (Statement statement : policy.document().statements()) {
                Statement.Reach reach = statement.effect() == effect ? statement.reach(action) : Statement.Reach.NEVER;
                if (reach != Statement.Reach.NEVER) {
                    reasons.add(new Reason(
                            policy.id(),
                            policy.name(),
                            statement.sid(),
                            effect == Statement.Effect.DENY,
                            reach == Statement.Reach.SOMETIMES));
                }
            }
        }
        return reasons;
    }
}
