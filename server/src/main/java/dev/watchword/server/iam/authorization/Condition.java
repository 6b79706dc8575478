package dev.watchword.server.iam.authorization;

import java.util.List;
import java.util.Optional;

/**
 * One test of a statement's condition block; all of a block must hold.
 *
 * @param operator as the document writes it, with {@code IfExists} when it has that
 * @param key what of the request, e.g. {@code g:SourceIp}
 * @param expected one of these
 */
record Condition(String operator, String key, List<String> expected) {

    private static final String IF_EXISTS = "IfExists";

    Condition {
        expected = List.copyOf(expected);
    }

    /** What compares; empty when this server does not know the operator. */
    Optional<Operator> known() {
        return Operator.named(ifExists() ? operator.substring(0, operator.length() - IF_EXISTS.length()) : operator);
    }

    /** Whether this server can tell if it holds at all. */
    boolean canBeTold() {
        return known().isPresent() && AccessRequest.KEYS.contains(key);
    }

    /** Whether it holds for the request. */
    Truth holds(AccessRequest request) {
        Optional<Operator> compare = known();
        if (!canBeTold() || compare.isEmpty()) {
            return Truth.UNKNOWN;
        }
        Optional<String> actual = request.value(key);
        if (compare.get() == Operator.NULL) {
            return Truth.of(Operator.NULL.holds(Boolean.toString(actual.isEmpty()), expected));
        }
        if (actual.isEmpty()) {
            return Truth.of(ifExists() || compare.get().holdsWithout());
        }
        return Truth.of(compare.get().holds(actual.get(), expected));
    }

    private boolean ifExists() {
        return operator.endsWith(IF_EXISTS);
    }
}
