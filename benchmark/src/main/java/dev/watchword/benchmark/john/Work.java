package dev.watchword.benchmark.john;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of the comparison: so many accounts of one scheme, so many words.
 *
 * @param planted the hash of {@link Yardstick#PASSWORD} that one of the accounts has
 * @param shape the planted hash with what differs between accounts in groups: the salt, which may be empty, and the digest
 * @param alphabet what salts and digests are spelled in
 * @param format what each edition of John calls it
 * @param yardstick what tells how much slower than the Zen 5 this machine is
 * @param zenSeconds CPU seconds of John jumbo on the Zen 5 for all of it
 * @param goal how many times as fast as John jumbo it should be at least
 */
record Work(
        String name,
        String planted,
        Pattern shape,
        String alphabet,
        int accounts,
        int words,
        Format format,
        Yardstick yardstick,
        double zenSeconds,
        double goal,
        Kind kind) {

    /** What John jumbo takes before its first guess. */
    private static final double START_SECONDS = 0.2;

    /** How the work grows, and whether it is a second run. */
    enum Kind {
        /** Each word is digested for each account. */
        SALTED,
        /** Each word is digested once. */
        UNSALTED,
        /** As unsalted, and everything was tried before. */
        AGAIN
    }

    /**
     * Names of John's formats.
     *
     * @param core the core edition's, which has few
     */
    record Format(String jumbo, Optional<String> core) {

        /** A format of both. */
        static Format both(String jumbo, String core) {
            return new Format(jumbo, Optional.of(core));
        }

        static Format jumboOnly(String jumbo) {
            return new Format(jumbo, Optional.empty());
        }
    }

    /** A part of the work, still one account and one word. */
    Work part(double share) {
        if (kind != Kind.SALTED) {
            return sized(atLeastOne(accounts * share), atLeastOne(words * share));
        }
        int fewer = atLeastOne(words * share);
        return sized(atLeastOne(accounts * share * words / fewer), fewer);
    }

    /** The same with the first accounts only. */
    Work sized(int someAccounts, int someWords) {
        double seconds =
                START_SECONDS + (zenSeconds - START_SECONDS) * (guessesOf(someAccounts, someWords) / guesses());
        return new Work(
                name, planted, shape, alphabet, someAccounts, someWords, format, yardstick, seconds, goal, kind);
    }

    /** Digests that the work asks for. */
    double guesses() {
        return guessesOf(accounts, words);
    }

    private double guessesOf(int someAccounts, int someWords) {
        return kind == Kind.SALTED ? (double) someAccounts * someWords : someWords;
    }

    /** Whether crypt(3) can do it. */
    boolean isForCrypt() {
        return planted.startsWith(yardstick.stored().substring(0, 3));
    }

    private static int atLeastOne(double number) {
        return Math.max(1, (int) Math.round(number));
    }
}
