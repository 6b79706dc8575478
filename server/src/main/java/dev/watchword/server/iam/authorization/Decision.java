package dev.watchword.server.iam.authorization;

import java.util.ArrayList;
import java.util.List;

/**
 * What policies say of a request.
 *
 * @param allowed whether it may go on
 * @param denied whether a statement denies it, rather than none allowing it
 * @param matched the statements that decided, in the order in which they were found
 */
public record Decision(boolean allowed, boolean denied, List<Match> matched) {

    /**
     * A statement that applied.
     *
     * @param policyId of its policy
     * @param policyName of its policy
     * @param sid its name, or its place from 0
     */
    public record Match(String policyId, String policyName, String sid) {}

    public Decision {
        matched = List.copyOf(matched);
    }

    /**
     * Every resource must be allowed by a statement, and none may be denied: a denial always wins.
     */
    static Decision on(AccessRequest request, List<StoredPolicy> policies) {
        List<Match> denials = matches(request, policies, Statement.Effect.DENY, request.resources());
        if (!denials.isEmpty()) {
            return new Decision(false, true, denials);
        }
        List<Match> permits = new ArrayList<>();
        for (String resource : request.resources()) {
            List<Match> here = matches(request, policies, Statement.Effect.ALLOW, List.of(resource));
            if (here.isEmpty()) {
                return new Decision(false, false, List.of());
            }
            permits.addAll(here);
        }
        return new Decision(true, false, permits);
    }

    private static List<Match> matches(
            AccessRequest request, List<StoredPolicy> policies, Statement.Effect effect, List<String> resources) {
        List<Match> found = new ArrayList<>();
        for (StoredPolicy policy : policies) {
            for (Statement statement : policy.document().statements()) {
                if (statement.effect() == effect
                        && resources.stream().anyMatch(resource -> statement.applies(request, resource))) {
                    found.add(new Match(policy.id(), policy.name(), statement.sid()));
                }
            }
        }
        return found;
    }
}
