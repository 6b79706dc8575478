package dev.watchword.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MaskTest {

    @Test
    void showsNothingOfAnEmptyPassword() {
        assertEquals("", Mask.PARTIAL.of(""));
        assertEquals("", Mask.FULL.of(""));
    }

    @Test
    void showsNothingOfUpToSevenCharacters() {
        assertEquals("*", Mask.PARTIAL.of("a"));
        assertEquals("*******", Mask.PARTIAL.of("1234567"));
    }

    @Test
    void showsTwoOfEight() {
        assertEquals("pa******", Mask.PARTIAL.of("password"));
    }

    @Test
    void showsThreeOfNineAndMore() {
        // the form that clients of the wire contract know: $a****1**
        assertEquals("$a****1**", Mask.PARTIAL.of("$ab4567123".substring(0, 6) + "123"));
        assertEquals("Ad****1**", Mask.PARTIAL.of("Admin@123"));
    }

    @Test
    void countsCodePoints() {
        assertEquals("\ud83d\ude00\ud83d\ude00******", Mask.PARTIAL.of("\ud83d\ude00".repeat(8)));
    }

    @Test
    void showsNoControlCharacter() {
        assertEquals("*b******", Mask.PARTIAL.of("\u001bbcdefgh"));
    }

    @Test
    void tellsNotEvenTheLengthWhenFull() {
        assertEquals("********", Mask.FULL.of("a"));
        assertEquals("********", Mask.FULL.of("a much longer one"));
    }

    @Property
    void neverShowsMoreThanThreeCharactersOrItsLengthBeyondTheLimit(@ForAll String password) {
        String masked = Mask.PARTIAL.of(password);
        assertTrue(masked.codePoints().filter(c -> c != '*').count() <= 3);
        assertTrue(masked.codePointCount(0, masked.length()) <= 128);
    }
}
