package dev.watchword.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkedWordsTest {

    @Test
    void marksHoldBlanks() {
        assertEquals(List.of("a", "b c", "", "d\"e", "f"), MarkedWords.of(" a \"b c\"\"\"\t\"d\\\"e\"  f ", '"', '"'));
        assertEquals(List.of("x=[1", "2]", "y [z] w"), MarkedWords.of("x=[1 2] [y [z\\] w]", '[', ']'));
    }

    @Test
    void aMarkThatIsNeverClosedIsACharacter() {
        assertEquals(List.of("\"b", "c\\\"", "\\"), MarkedWords.of("\"b c\\\" \\", '"', '"'));
        assertEquals(List.of("[a", "[b"), MarkedWords.of("[a [b", '[', ']'));
        assertEquals(List.of("a [b"), MarkedWords.of("[a [b]", '[', ']'));
    }

    /** Lines as long as a file may have them. */
    @Test
    void takesNoStackAndNoSquareOfTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            String longWord = "\\x".repeat(30_000);
            assertEquals(List.of(longWord), MarkedWords.of('"' + longWord + '"', '"', '"'));
            for (int i = 0; i < 100; i++) {
                assertEquals(
                        16_000, MarkedWords.of("[\\] ".repeat(16_000), '[', ']').size());
            }
        });
    }
}
