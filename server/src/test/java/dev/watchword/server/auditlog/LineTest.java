package dev.watchword.server.auditlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private static Line line(Map<String, String> notes) {
        return Line.of(7, Line.NOTHING, Entry.server("watchword:test", notes, AT));
    }

    @Test
    void namesAreSortedAndTheLineIsWholeJson() {
        assertEquals(
                "{\"action\":\"watchword:test\",\"kind\":\"server\",\"notes\":{\"a\":\"1\",\"b\":\"2\"},\"prev\":\""
                        + Line.NOTHING + "\",\"seq\":7,\"time\":\"2026-11-21T12:00:00Z\"}",
                line(new TreeMap<>(Map.of("b", "2", "a", "1"))).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\r\nfake",
                "\u001b[2J",
                "\u0000",
                "\u007f",
                "\u0085",
                "\u2028",
                "\u202e",
                "\u200b",
                "\ud800",
                "ä",
                "\uD83D\uDE00",
                "\"",
                "\\"
            })
    void onlyPrintableAsciiStandsInALine(String hostile) {
        String text = line(Map.of("name", "x" + hostile, hostile, "y")).text();
        assertTrue(text.chars().allMatch(c -> c >= 0x20 && c < 0x7f), text);
        assertTrue(Line.read(text).isPresent());
    }

    @Test
    void longTextsKeepTheirBeginningAndADigest() {
        String text = line(Map.of("name", "ab".repeat(10_000))).text();
        assertTrue(text.length() < 1_000);
        assertTrue(text.contains("\"" + "ab".repeat(128) + "... sha256:"), text);
    }

    @Test
    void aLineNeverHasMoreThanSixteenKibibytes() {
        Map<String, String> notes = IntStream.range(0, 40)
                .boxed()
                .collect(Collectors.toMap(i -> "\u2028".repeat(200) + i, i -> "\u2028".repeat(500)));
        String text = line(notes).text();
        assertTrue(text.length() <= Line.LONGEST, () -> text.length() + " bytes");
    }

    @Test
    void aValueThatIsNoObjectIsNoLine() {
        assertTrue(Line.read("[]").isEmpty());
        assertTrue(Line.read("").isEmpty());
        assertTrue(Line.read("{\"seq\":1} ").isPresent());
        assertTrue(Line.read("{\"seq\":1}{}").isEmpty());
        assertTrue(Line.read("{\"seq\":1,\"seq\":2}").isEmpty());
        assertTrue(Line.read("{\"seq\":1").isEmpty());
    }
}
