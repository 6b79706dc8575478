package dev.watchword.server.iam.authorization;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The operators of a policy's conditions, by the names that documents write. A negated one holds when no value matches.
 */
enum Operator {
    STRING_EQUALS("StringEquals", false, String::equals),
    STRING_NOT_EQUALS("StringNotEquals", true, String::equals),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, Operator::equalIgnoringCase),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, Operator::equalIgnoringCase),
    STRING_MATCH("StringMatch", false, (actual, pattern) -> Wildcard.matches(pattern, actual)),
    STRING_NOT_MATCH("StringNotMatch", true, (actual, pattern) -> Wildcard.matches(pattern, actual)),
    STRING_LIKE("StringLike", false, (actual, pattern) -> Wildcard.matches(pattern, actual)),
    STRING_NOT_LIKE("StringNotLike", true, (actual, pattern) -> Wildcard.matches(pattern, actual)),
    BOOL(
            "Bool",
            false,
            String::equalsIgnoreCase,
            value -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")),
    IP_ADDRESS(
            "IpAddress",
            false,
            Operator::within,
            value -> AddressRange.ofNetwork(value).isPresent()),
    NOT_IP_ADDRESS(
            "NotIpAddress",
            true,
            Operator::within,
            value -> AddressRange.ofNetwork(value).isPresent()),
    DATE_EQUALS("DateEquals", false, dates(order -> order == 0), Operator::isDate),
    DATE_NOT_EQUALS("DateNotEquals", true, dates(order -> order == 0), Operator::isDate),
    DATE_LESS_THAN("DateLessThan", false, dates(order -> order < 0), Operator::isDate),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, dates(order -> order <= 0), Operator::isDate),
    DATE_GREATER_THAN("DateGreaterThan", false, dates(order -> order > 0), Operator::isDate),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, dates(order -> order >= 0), Operator::isDate),
    /** {@code "true"} holds when the request has no such key. */
    NULL(
            "Null",
            false,
            String::equalsIgnoreCase,
            value -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"));

    private static final Map<String, Operator> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(each -> each.text, Function.identity()));

    private final String text;
    private final boolean negated;
    private final BiPredicate<String, String> match;
    private final Predicate<String> readable;

    Operator(String text, boolean negated, BiPredicate<String, String> match) {
        this(text, negated, match, value -> true);
    }

    Operator(String text, boolean negated, BiPredicate<String, String> match, Predicate<String> readable) {
        this.text = text;
        this.negated = negated;
        this.match = match;
        this.readable = readable;
    }

    /** The operator of this name, letter case included. */
    static Optional<Operator> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether it can compare with this value at all. */
    boolean reads(String expected) {
        return readable.test(expected);
    }

    /** Whether a condition with these expected values holds for what the request has. */
    boolean holds(String actual, Iterable<String> expected) {
        for (String value : expected) {
            if (match.test(actual, value)) {
                return !negated;
            }
        }
        return negated;
    }

    /** Whether it holds for a request that has no value of the key. */
    boolean holdsWithout() {
        return negated;
    }

    private static boolean equalIgnoringCase(String actual, String expected) {
        return actual.toLowerCase(Locale.ROOT).equals(expected.toLowerCase(Locale.ROOT));
    }

    private static boolean within(String address, String network) {
        return AddressRange.ofNetwork(network)
                .map(range -> range.contains(address))
                .orElse(false);
    }

    private static BiPredicate<String, String> dates(Predicate<Integer> order) {
        return (actual, expected) -> {
            Optional<Instant> left = date(actual);
            Optional<Instant> right = date(expected);
            return left.isPresent()
                    && right.isPresent()
                    && order.test(left.get().compareTo(right.get()));
        };
    }

    private static boolean isDate(String text) {
        return date(text).isPresent();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
