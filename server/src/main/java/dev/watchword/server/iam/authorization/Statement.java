package dev.watchword.server.iam.authorization;

import java.util.List;
import java.util.Locale;

/**
 * One sentence of a policy.
 *
 * @param sid its name in the document, or its place from 0
 * @param effect what it does to a request that it speaks of
 * @param actions which actions
 * @param resources on which resources
 * @param conditions under which conditions; all of them
 */
record Statement(String sid, Effect effect, Patterns actions, Patterns resources, List<Condition> conditions) {

    /** What a statement does. */
    enum Effect {
        ALLOW,
        DENY
    }

    /**
     * What a statement speaks of.
     *
     * @param any patterns, one of which must match
     * @param except whether it speaks of everything else instead
     */
    record Patterns(List<String> any, boolean except) {

        static final Patterns ALL = new Patterns(List.of("*"), false);

        Patterns {
            any = List.copyOf(any);
        }

        boolean speakOf(String text) {
            return any.stream().anyMatch(pattern -> Wildcard.matches(pattern, text)) != except;
        }
    }

    Statement {
        conditions = List.copyOf(conditions);
    }

    /** How far an effect goes, before it is known what is asked for. */
    enum Reach {
        NEVER,
        /** On some resources, or under conditions. */
        SOMETIMES,
        ALWAYS
    }

    /** How far its effect goes on an action. Where that cannot be told from the statement alone, it is sometimes. */
    Reach reach(String action) {
        boolean isNowhere = resources.except() && resources.any().contains("*");
        boolean isVain = effect == Effect.ALLOW && !conditions.stream().allMatch(Condition::canBeTold);
        if (isNowhere || isVain || !actions.speakOf(action.toLowerCase(Locale.ROOT))) {
            return Reach.NEVER;
        }
        boolean isEverywhere = !resources.except() && resources.any().contains("*");
        return isEverywhere && conditions.stream().noneMatch(Condition::canBeTold) ? Reach.ALWAYS : Reach.SOMETIMES;
    }

    /**
     * Whether it speaks of this request and one of its resources, so that its effect comes about. What cannot be told
     * counts against the caller.
     */
    boolean applies(AccessRequest request, String resource) {
        if (!actions.speakOf(request.action().toLowerCase(Locale.ROOT)) || !resources.speakOf(resource)) {
            return false;
        }
        Truth truth = Truth.TRUE;
        for (Condition condition : conditions) {
            truth = truth.and(condition.holds(request));
        }
        return switch (effect) {
            case ALLOW -> truth == Truth.TRUE;
            case DENY -> truth != Truth.FALSE;
        };
    }
}
