package dev.watchword.server.iam.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WildcardTest {

    @Property(tries = 20_000)
    void agreesWithTheDefinition(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        assertEquals(byDefinition(pattern, text), Wildcard.matches(pattern, text), pattern + " " + text);
    }

    @Test
    void doesNotRunAway() {
        String pattern = "*a".repeat(3_000) + "*b";
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertFalse(Wildcard.matches(pattern, "a".repeat(6_000))));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars('a', 'b', '*', '?').ofMaxLength(10);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('a', 'b', '*').ofMaxLength(12);
    }

    private static boolean byDefinition(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        String rest = pattern.substring(1);
        return switch (pattern.charAt(0)) {
            case '*' -> byDefinition(rest, text) || (!text.isEmpty() && byDefinition(pattern, text.substring(1)));
            case '?' -> !text.isEmpty() && byDefinition(rest, text.substring(1));
            default -> !text.isEmpty() && text.charAt(0) == pattern.charAt(0) && byDefinition(rest, text.substring(1));
        };
    }
}
