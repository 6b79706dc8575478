package dev.watchword.candidate;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    private final PackedWords words;
    private final Origin origin;
    private final Origin @Nullable [] origins;
    private final String version;

    private Wordlist(PackedWords words, Origin origin, Origin @Nullable [] origins, String digest) {
        this.words = words;
        this.origin = origin;
        this.origins = origins;
        this.version = words.size() + "-" + digest;
    }

    /** A list whose words are all weak for one reason. */
    static Wordlist of(PackedWords words, Origin origin) {
        return new Wordlist(words, origin, null, words.digest());
    }

    /** A list with a reason for each word, and the digest of the text that it was read from. */
    static Wordlist of(PackedWords words, Origin[] origins, String digest) {
        return new Wordlist(words, Origin.COMMON, origins, digest);
    }

    /** The list that comes with Watchword, read on first use. */
    public static Wordlist builtIn() {
        return BuiltInWords.LIST;
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
        return words.size();
    }

    /** A copy of the word at a place from 0. */
    public byte[] word(int i) {
        return words.word(i);
    }

    /** Copies of all words, in their order. */
    public Stream<byte[]> words() {
        return IntStream.range(0, size()).mapToObj(this::word);
    }

    /** The word's length in bytes. */
    public int length(int i) {
        return words.length(i);
    }

    /** Why the word at a place is weak. */
    public Origin origin(int i) {
        return origins == null ? origin : origins[i];
    }

    /** The place of a word, or -1. */
    public int indexOf(byte[] word) {
        return words.indexOf(word, 0, word.length);
    }

    /** Appends the word at a place to a batch, without a copy in between. */
    public void appendTo(Candidates batch, int i) {
        batch.add(words.bytes(), words.offset(i), words.length(i));
    }

    @Override
    public String toString() {
        return "Wordlist[" + version + "]";
    }
}
