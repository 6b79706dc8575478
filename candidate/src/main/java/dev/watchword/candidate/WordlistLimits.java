package dev.watchword.candidate;

/**
 * How much of an operator's list is taken into memory.
 *
 * @param maxWords distinct words, 1 to 100 million
 * @param maxBytes bytes of the file, 1 to 1 GiB
 */
public record WordlistLimits(int maxWords, long maxBytes) {

    /** Ten million words, 256 MiB. */
    public static final WordlistLimits DEFAULT = new WordlistLimits(10_000_000, 256L << 20);

    private static final int MOST_WORDS = 100_000_000;
    private static final long MOST_BYTES = 1L << 30;

    public WordlistLimits {
        if (maxWords < 1 || maxWords > MOST_WORDS) {
            throw new IllegalArgumentException("limit of " + maxWords + " words, expected 1 to " + MOST_WORDS);
        }
        if (maxBytes < 1 || maxBytes > MOST_BYTES) {
            throw new IllegalArgumentException("limit of " + maxBytes + " bytes, expected 1 to " + MOST_BYTES);
        }
    }
}
