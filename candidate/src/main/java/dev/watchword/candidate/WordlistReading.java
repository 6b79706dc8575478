package dev.watchword.candidate;

import java.util.List;

/** What came of reading an operator's list. */
public sealed interface WordlistReading {

    /**
     * The list was read to its end.
     *
     * @param words its distinct words in their order, with origin {@link Origin#CUSTOM}; may be empty
     * @param duplicates lines that repeated an earlier word
     * @param skipped lines that hold no password
     */
    record Read(Wordlist words, long duplicates, Skipped skipped) implements WordlistReading {}

    /**
     * The list is larger than the caller takes.
     *
     * @param exceeded which limit
     * @param limits the limits that were set
     */
    record Refused(Exceeded exceeded, WordlistLimits limits) implements WordlistReading {}

    /** A limit that a list went beyond. */
    enum Exceeded {
        WORDS,
        BYTES
    }

    /**
     * Lines that were left out because no password prompt would take them.
     *
     * @param tooLong lines of more than {@link Candidates#MAX_BYTES} bytes
     * @param control lines with NUL, or with a carriage return that ends no line
     * @param firstLines the numbers, from 1, of the first of them, at most {@link #LINES_TOLD}
     */
    record Skipped(long tooLong, long control, List<Long> firstLines) {

        /** How many line numbers are told. */
        public static final int LINES_TOLD = 10;

        public Skipped {
            firstLines = List.copyOf(firstLines);
        }

        /** All lines that were skipped. */
        public long lines() {
            return tooLong + control;
        }
    }
}
