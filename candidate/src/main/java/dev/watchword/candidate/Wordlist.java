package dev.watchword.candidate;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Distinct passwords in the order in which they are tried, the likeliest first. A word is its bytes as typed: UTF-8 in
 * the built-in list (which is ASCII throughout), whatever the file held in an operator's own list; never empty, never
 * longer than {@link Candidates#MAX_BYTES}, never with NUL, LF or CR.
 *
 * <p>Words, places and {@linkplain #version() version} never change, so a number of words that were tried stays
 * meaningful across runs. Safe for any number of threads.
 */
public final class Wordlist {

    private static final Wordlist EMPTY = of(new PackedWords(0).trim(), Origin.CUSTOM);

    private final Supplier<Contents> contents;
    private final int size;
    private final String version;

    /**
     * Words and why each is weak.
     *
     * @param origins one a word, or one for all
     */
    record Contents(PackedWords words, Origin... origins) {

        Origin origin(int i) {
            return origins.length == 1 ? origins[0] : origins[i];
        }
    }

    private Wordlist(String version, int size, Supplier<Contents> contents) {
        this.version = version;
        this.size = size;
        this.contents = contents;
    }

    /** A list whose words are all weak for one reason. */
    static Wordlist of(PackedWords words, Origin origin) {
        Contents contents = new Contents(words, origin);
        return new Wordlist(words.size() + "-" + words.digest(), words.size(), () -> contents);
    }

    /** A list whose words are fetched when one is asked for; its version is known, and tells their number. */
    static Wordlist of(String version, Supplier<Contents> contents) {
        return new Wordlist(version, Integer.parseInt(version.substring(0, version.indexOf('-'))), contents);
    }

    /** The list that comes with Watchword, unpacked when one of its words is asked for. */
    public static Wordlist builtIn() {
        return BuiltInWords.LIST;
    }

    /** The same list with its words fetched: before memory is needed for more than them. */
    public Wordlist fetched() {
        Contents there = contents.get();
        return new Wordlist(version, size, () -> there);
    }

    /** An operator's words in their order. Empty ones, those that are too long for a password, and repetitions are left out. */
    public static Wordlist custom(Iterable<byte[]> words) {
        PackedWords packed = new PackedWords(0);
        for (byte[] word : words) {
            if (word.length > 0 && word.length <= Candidates.MAX_BYTES) {
                packed.add(word, 0, word.length);
            }
        }
        return of(packed.trim(), Origin.CUSTOM);
    }

    /** A list of no words. */
    public static Wordlist empty() {
        return EMPTY;
    }

    /**
     * Reads an operator's own list: one word a line, LF or CRLF, a UTF-8 byte order mark dropped, empty lines left out,
     * duplicates folded into the first. Lines that no password prompt would take are skipped and counted; a list beyond
     * the limits is refused as a whole. Blanks belong to the word. The stream is read to its end and not closed.
     */
    public static WordlistReading parse(InputStream lines, WordlistLimits limits) throws IOException {
        return new WordlistReader(limits).read(lines);
    }

    /** How many words the list holds, and a digest of them in their order: equal versions, equal lists. */
    public String version() {
        return version;
    }

    public int size() {
        return size;
    }

    /** A copy of the word at a place from 0. */
    public byte[] word(int i) {
        return contents.get().words().word(i);
    }

    /** Copies of all words, in their order. */
    public Stream<byte[]> words() {
        return IntStream.range(0, size()).mapToObj(this::word);
    }

    /** The word's length in bytes. */
    public int length(int i) {
        return contents.get().words().length(i);
    }

    /** Why the word at a place is weak. */
    public Origin origin(int i) {
        return contents.get().origin(i);
    }

    /** The place of a word, or -1. */
    public int indexOf(byte[] word) {
        return contents.get().words().indexOf(word, 0, word.length);
    }

    /** Appends the word at a place to a batch, without a copy in between. */
    public void appendTo(Candidates batch, int i) {
        PackedWords words = contents.get().words();
        batch.add(words.bytes(), words.offset(i), words.length(i));
    }

    @Override
    public String toString() {
        return "Wordlist[" + version + "]";
    }
}
