package dev.watchword.candidate;

/**
 * A word made from an account's hints, with its place among the built-in words.
 *
 * @param word the bytes as typed, 1 to {@link Candidates#MAX_BYTES}; not copied
 * @param rank the index of the built-in word before which this one is tried, 0 or more
 * @param origin why it is a likely password
 */
public record RankedWord(byte[] word, int rank, Origin origin) {}
