package dev.watchword.candidate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManglingTest {

    @Test
    void changesCaseTailAndLook() {
        List<String> made = made("acme");
        assertTrue(
                made.containsAll(List.of(
                        "Acme", "ACME", "acme123", "Acme@123", "Acme1!", "emca", "acmeacme", "@cme", "123acme")),
                made.toString());
        assertEquals("Acme", made.getFirst());
    }

    @Test
    void givesAFewDozenEachOnceAndNeverTheWordItself() {
        List<String> made = made("acme");
        assertTrue(made.size() >= 36 && made.size() <= 72, "made " + made.size());
        assertEquals(new HashSet<>(made).size(), made.size());
        assertFalse(made.contains("acme"));
        assertEquals(made, made("acme"));
    }

    @Test
    void keepsBytesThatAreNotUtf8() {
        byte[] word = "caf\u00e9".getBytes(ISO_8859_1);
        assertTrue(Mangling.of(word).stream().anyMatch(w -> new String(w, ISO_8859_1).equals("Caf\u00e9123")));
    }

    @Test
    void leavesOutWhatGrowsTooLong() {
        byte[] word = "x".repeat(Candidates.MAX_BYTES).getBytes(UTF_8);
        for (byte[] made : Mangling.of(word)) {
            assertTrue(made.length <= Candidates.MAX_BYTES);
        }
    }

    @Test
    void triesAllWordsByARuleBeforeTheNextRule() {
        Wordlist words = list("red", "blue");
        Wordlist mangled = Mangling.list(words, WordlistLimits.DEFAULT);
        assertEquals(List.of("red", "blue", "Red", "Blue", "red1", "blue1"), first(mangled, 6));
        assertEquals(Origin.CUSTOM, mangled.origin(5));
    }

    @Test
    void stopsAtTheLimit() {
        assertEquals(
                5,
                Mangling.list(list("red", "blue"), new WordlistLimits(5, 100)).size());
    }

    @Test
    void appendsToTheBytesAsTheyAre() {
        assertArrayEquals(
                "red1".getBytes(UTF_8),
                Mangling.list(list("red"), WordlistLimits.DEFAULT).word(2));
    }

    private static List<String> made(String word) {
        return Mangling.of(word.getBytes(UTF_8)).stream()
                .map(w -> new String(w, UTF_8))
                .toList();
    }

    private static List<String> first(Wordlist words, int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> new String(words.word(i), UTF_8))
                .toList();
    }

    private static Wordlist list(String... words) {
        PackedWords packed = new PackedWords(words.length);
        for (String word : words) {
            packed.add(word.getBytes(UTF_8), 0, word.length());
        }
        return Wordlist.of(packed.trim(), Origin.CUSTOM);
    }
}
