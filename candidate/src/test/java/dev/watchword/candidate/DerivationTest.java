package dev.watchword.candidate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivationTest {

    private static final int YEAR = 2026;
    private static final Hints FULL =
            new Hints("jsmith7", "John Smith", "johns", "web01.example.com", List.of("Acme Corp"), List.of("redis"));

    private final Derivation derivation = new Derivation();

    @Test
    void beginsWithTheUserNameAndItsCommonTails() {
        List<String> first = words(user("oracle")).subList(0, 15);
        assertEquals("oracle", first.getFirst());
        assertTrue(
                first.containsAll(
                        List.of("oracle123", "oracle1234", "oracle123456", "Oracle", "oracle1", "oracle@123")),
                first.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "toor",
                "ROOT",
                "rootroot",
                "root12",
                "root@123",
                "Root@123",
                "root!",
                "root2026",
                "root2025",
                "Root@2026!",
                "r00t",
                "root888",
                "root666",
                "123root",
                "root@1234",
                "root123!",
                "Root.123",
                "root#123",
                "rootpassword",
                "root!@#",
                "root321",
                "Root123456@"
            })
    void makesTheShapesThatServersMeet(String expected) {
        assertTrue(words(user("root")).contains(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator2000", "operator2012", "operator2026", "operator555", "operator66", "operator13"})
    void countsBehindTheUserNameAsBotsForDevicesDo(String expected) {
        assertTrue(derivation.derive(user("operator"), YEAR).stream()
                .anyMatch(word -> text(word).equals(expected) && word.rank() < 10_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jsmith",
                "john",
                "John",
                "smith123",
                "john.smith",
                "johnsmith",
                "smithj",
                "johns",
                "web01",
                "Web01",
                "acme",
                "Acme@2026",
                "acme123!",
                "Corp2026",
                "foobared",
                "redis",
                "Redis@123",
                "redis123456",
                "js123"
            })
    void usesEveryHint(String expected) {
        assertTrue(words(FULL).contains(expected));
    }

    @Test
    void makesSeasonsOfThePresentYears() {
        List<String> words = words(Hints.NONE);
        assertTrue(words.containsAll(
                List.of("Summer2026", "Summer2026!", "Winter2025!", "Spring@2026", "P@ssw0rd2026", "Admin@2025")));
        assertTrue(derivation.derive(Hints.NONE, 2031).stream().anyMatch(w -> text(w).equals("Summer2031!")));
    }

    @Test
    void tellsWhyEachWordIsLikely() {
        assertEquals(Origin.USER_NAME, origin(user("oracle"), "oracle"));
        assertEquals(Origin.USER_NAME, origin(user("oracle"), "elcaro"));
        assertEquals(Origin.USER_NAME, origin(user("oracle"), "ORACLE"));
        assertEquals(Origin.DERIVED, origin(user("oracle"), "oracle123"));
        assertEquals(Origin.PRODUCT_DEFAULT, origin(FULL, "foobared"));
    }

    @Test
    void givesEachWordOnceInTheOrderOfRanks() {
        List<RankedWord> words = derivation.derive(FULL, YEAR);
        Set<String> seen = new HashSet<>();
        int rank = 0;
        for (RankedWord word : words) {
            assertTrue(word.rank() >= rank, "rank");
            assertTrue(seen.add(text(word)), "repeated");
            rank = word.rank();
        }
    }

    @Test
    void isTheSameEveryTime() {
        assertEquals(words(FULL), words(FULL));
        assertEquals(
                words(FULL),
                new Derivation()
                        .derive(FULL, YEAR).stream().map(DerivationTest::text).toList());
    }

    /** Who changes a rule or a default raises {@code Derivation.VERSION} and writes the new digest here. */
    @Test
    void hasTheWordsOfItsVersion() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (RankedWord word : derivation.derive(FULL, YEAR)) {
            sha256.update((text(word) + " " + word.rank() + " " + word.origin() + "\n").getBytes(UTF_8));
        }
        assertEquals(
                "4 fe07f20df0efcc7d",
                derivation.version() + " " + HexFormat.of().formatHex(sha256.digest(), 0, 8));
    }

    @Test
    void costsAnOrdinaryAccountAFewThousandWords() {
        int size = derivation.derive(user("root"), YEAR).size();
        assertTrue(size > 300 && size < 3_000, "words " + size);
    }

    @Test
    void keepsNamesBeyondAsciiAndTriesThemPlain() {
        Hints hints = new Hints("jos\u00e9", "\u0141ukasz Stra\u00dfe", "", "", List.of(), List.of());
        List<String> words = words(hints);
        assertTrue(words.containsAll(
                List.of("jos\u00e9", "jos\u00e9123", "jose", "jose123", "\u0142ukasz", "lukasz123", "strasse")));
    }

    @Test
    void leavesOutTheNumberBehindAUserName() {
        assertTrue(words(user("student042")).contains("student123"));
    }

    @Test
    void takesAnotherWritingSystem() {
        Hints hints = new Hints("wangwei", "\u738b \u4f1f\u660e", "", "", List.of(), List.of());
        assertTrue(words(hints).contains("\u4f1f\u660e123"));
    }

    @Test
    void staysBoundedForHostileHints() {
        String flood = "word ".repeat(2_000) + "x".repeat(10_000);
        List<String> many = java.util.stream.IntStream.range(0, 1_000)
                .mapToObj(i -> "org" + i + " part" + i)
                .toList();
        Hints hostile = new Hints("u".repeat(10_000), flood, flood, flood, many, many);
        List<RankedWord> words = derivation.derive(hostile, YEAR);
        assertTrue(words.size() <= Derivation.MAX_WORDS, "words " + words.size());
        assertTrue(words.stream().allMatch(w -> w.word().length <= Candidates.MAX_BYTES));
    }

    @Test
    void takesNoLongerForAUserNameOfAMillionDigits() {
        Hints hostile = new Hints("1".repeat(1_000_000) + "x", "", "", "", List.of(), List.of());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> derivation.derive(hostile, YEAR));
    }

    @Test
    void makesNoWordWithAControlCharacter() {
        Hints hostile = new Hints(
                "ro\0ot",
                "A\nlice\u001b[31m B\u0085ob",
                "h\rome",
                "ho\u2028st\u202e",
                List.of("a\0b", "\ud800x", "ok\tgo"),
                List.of("re\0dis"));
        for (RankedWord word : derivation.derive(hostile, YEAR)) {
            assertTrue(Names.typeable(text(word)), "control character");
        }
        assertTrue(words(hostile).contains("lice123"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "-", "...", "\u0301", "\ud83d\ude00", "0", "1234567890", "i\u0307"})
    void takesAnyShortName(String name) {
        Hints hints = new Hints(name, name + " " + name, name, name + "." + name, List.of(name), List.of(name));
        assertFalse(words(hints).contains(""));
    }

    @Test
    void refusesAYearThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> derivation.derive(Hints.NONE, 26));
    }

    private List<String> words(Hints hints) {
        return derivation.derive(hints, YEAR).stream().map(DerivationTest::text).toList();
    }

    private Origin origin(Hints hints, String word) {
        return derivation.derive(hints, YEAR).stream()
                .filter(w -> Arrays.equals(w.word(), word.getBytes(UTF_8)))
                .findFirst()
                .orElseThrow()
                .origin();
    }

    private static Hints user(String name) {
        return new Hints(name, "", name, "", List.of(), List.of());
    }

    private static String text(RankedWord word) {
        return new String(word.word(), UTF_8);
    }
}
