package dev.watchword.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordShapeTest {

    @ParameterizedTest
    @CsvSource({
        "a, 1, 1, 1",
        "aaa, 3, 1, 3",
        "aabbb, 5, 1, 3",
        "bbbaa, 5, 1, 3",
        "abab, 4, 1, 1",
        "aAaA, 4, 2, 1",
        "Summer2024!, 11, 4, 2",
        "1111 1111, 9, 2, 4",
        "\u00e4\u00e4\u00c4, 3, 2, 2",
        "\ud83d\ude00\ud83d\ude00\ud83d\ude00x, 4, 2, 3"
    })
    void countsCodePoints(String password, int length, int classes, int longestRun) {
        assertEquals(new PasswordShape(length, classes, longestRun), PasswordShape.of(password));
    }

    @Test
    void anEmptyPasswordHasNone() {
        assertEquals(PasswordShape.UNKNOWN, PasswordShape.of(""));
    }

    @Test
    void refusesWhatNoPasswordHas() {
        assertThrows(IllegalArgumentException.class, () -> new PasswordShape(4, 5, 1));
        assertThrows(IllegalArgumentException.class, () -> new PasswordShape(-1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new PasswordShape(4, 1, -1));
    }
}
