package dev.watchword.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

    @ParameterizedTest
    @CsvSource({
        "*.conf, redis.conf, true",
        "*.conf, redis.conf.bak, false",
        "*.conf, .conf, false",
        ".*, .hidden, true",
        "*, '', true",
        "re?is, redis, true",
        "re?is, reis, false",
        "[a-c]x, bx, true",
        "[!a-c]x, bx, false",
        "[!a-c]x, dx, true",
        "[]]x, ]x, true",
        "[ab, [ab, true",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
        "*a*b*, xxaxxbxx, true",
        "*tomcat*, Apache-Tomcat-9, false",
    })
    void matchesAsAShellDoes(String pattern, String name, boolean expected) {
        assertEquals(expected, new NamePattern(pattern, false).matches(name));
    }

    @Test
    void caseCanBePassedOver() {
        assertTrue(new NamePattern("*tomcat[a-c]", true).matches("Apache-TomcatB"));
    }

    @Test
    void manyStarsCostLittle() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertFalse(new NamePattern("*a".repeat(2_000) + "b", false).matches("a".repeat(255))));
    }
}
