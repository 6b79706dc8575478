package dev.watchword.candidate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.watchword.candidate.WordlistReading.Exceeded;
import dev.watchword.candidate.WordlistReading.Read;
import dev.watchword.candidate.WordlistReading.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordlistParseTest {

    @Test
    void keepsTheOrderAndFoldsDuplicates() throws IOException {
        Read read = read("zebra\napple\nzebra\nmango\napple\n");
        assertEquals(List.of("zebra", "apple", "mango"), words(read));
        assertEquals(2, read.duplicates());
        assertEquals(0, read.skipped().lines());
        assertEquals(Origin.CUSTOM, read.words().origin(1));
    }

    @Test
    void takesTheLastLineWithoutItsEnd() throws IOException {
        assertEquals(List.of("one", "two"), words(read("one\ntwo")));
    }

    @Test
    void takesLinesOfBothSystems() throws IOException {
        assertEquals(List.of("one", "two", "three"), words(read("one\r\ntwo\nthree\r\n\r\n\n")));
    }

    @Test
    void dropsTheByteOrderMarkOnceAndOnlyAtTheStart() throws IOException {
        assertEquals(List.of("one", "\uFEFFtwo"), words(read("\uFEFFone\n\uFEFFtwo\n")));
        assertEquals(List.of("\uFEFFone"), words(read("\uFEFF\uFEFFone\n")));
        assertEquals(List.of("a\uFEFF"), words(read("a\uFEFF\n")));
    }

    @Test
    void keepsBlanksAndMarksThatLookLikeComments() throws IOException {
        assertEquals(List.of(" a ", "#1", "//"), words(read(" a \n#1\n//\n")));
    }

    @Test
    void keepsBytesThatAreNotUtf8() throws IOException {
        byte[] latin = "caf\u00e9".getBytes(ISO_8859_1);
        Read read = read(new ByteArrayInputStream(latin), WordlistLimits.DEFAULT);
        assertArrayEquals(latin, read.words().word(0));
    }

    @Test
    void skipsWhatEndsALineOrATextAndSaysWhere() throws IOException {
        Read read = read("good\nb\0d\nt\tab\nmid\rdle\nesc\u001b\ndel\u007f\nfine\n");
        assertEquals(List.of("good", "t\tab", "esc\u001b", "del\u007f", "fine"), words(read));
        assertEquals(2, read.skipped().control());
        assertEquals(List.of(2L, 4L), read.skipped().firstLines());
    }

    @Test
    void skipsWordsThatNoPromptTakes() throws IOException {
        String longest = "x".repeat(Candidates.MAX_BYTES);
        Read read = read(longest + "\n" + longest + "y\n" + "z".repeat(1_000_000) + "\r\nend\n" + longest + "\r\n");
        assertEquals(List.of(longest, "end"), words(read));
        assertEquals(2, read.skipped().tooLong());
        assertEquals(1, read.duplicates());
        assertEquals(List.of(2L, 3L), read.skipped().firstLines());
    }

    @Test
    void tellsOnlyTheFirstLinesThatItSkipped() throws IOException {
        Read read = read("\0\n".repeat(1_000));
        assertEquals(1_000, read.skipped().lines());
        assertEquals(10, read.skipped().firstLines().size());
    }

    @Test
    void readsTextOfTwoBytesACharacterAsNothing() throws IOException {
        Read read = read(new ByteArrayInputStream("one\ntwo\n".getBytes(UTF_16LE)), WordlistLimits.DEFAULT);
        assertEquals(0, read.words().size());
        assertEquals(3, read.skipped().control());
    }

    @Test
    void readsAnEmptyFileAsAnEmptyList() throws IOException {
        assertEquals(0, read("").words().size());
        assertEquals(0, read("\uFEFF").words().size());
        assertEquals(0, read("\n\r\n\n").words().size());
    }

    @Test
    void refusesMoreWordsThanTheLimit() throws IOException {
        WordlistLimits two = new WordlistLimits(2, 1_000);
        assertEquals(2, read(stream("a\nb\na\nb\n"), two).words().size());
        for (String text : List.of("a\nb\nc\n", "a\nb\nc")) {
            Refused refused = assertInstanceOf(Refused.class, Wordlist.parse(stream(text), two));
            assertEquals(Exceeded.WORDS, refused.exceeded());
            assertEquals(two, refused.limits());
        }
    }

    @Test
    void refusesMoreBytesThanTheLimitWithoutReadingOn() throws IOException {
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                return 'a';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                given += length;
                if (given > 1 << 20) {
                    throw new AssertionError("read far beyond the limit");
                }
                Arrays.fill(into, offset, offset + length, (byte) 'a');
                return length;
            }
        };
        Refused refused = assertInstanceOf(Refused.class, Wordlist.parse(endless, new WordlistLimits(10, 1_000)));
        assertEquals(Exceeded.BYTES, refused.exceeded());
    }

    @Test
    void versionTellsListsApart() throws IOException {
        String version = read("ab\nc\n").words().version();
        assertEquals(version, read("ab\r\nc\nab").words().version());
        assertNotEquals(version, read("a\nbc\n").words().version());
        assertNotEquals(version, read("c\nab\n").words().version());
    }

    @Test
    void findsEveryWordOfALongList() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            text.append("word").append(i).append('\n');
        }
        Wordlist words = read(text.toString()).words();
        assertEquals(50_000, words.size());
        assertEquals(31_337, words.indexOf("word31337".getBytes(UTF_8)));
        assertEquals(-1, words.indexOf("word50000".getBytes(UTF_8)));
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new WordlistLimits(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new WordlistLimits(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new WordlistLimits(1, Long.MAX_VALUE));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static Read read(String text) throws IOException {
        return read(stream(text), WordlistLimits.DEFAULT);
    }

    private static Read read(InputStream in, WordlistLimits limits) throws IOException {
        return assertInstanceOf(Read.class, Wordlist.parse(in, limits));
    }

    private static List<String> words(Read read) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < read.words().size(); i++) {
            words.add(new String(read.words().word(i), UTF_8));
        }
        return words;
    }
}
