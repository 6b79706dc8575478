package dev.watchword.protocol;

import java.util.Optional;

/**
 * Why a password was not tested: the words with which the note of a {@link ScanReport.Account} begins. What follows them is for people.
 * They stay as they are, since servers read reports of older and of newer agents. An account without a stored password tells the reason by
 * its state.
 */
public enum NotTested {
    UNSUPPORTED_SCHEME("unsupported_scheme"),
    COST_EXCEEDS_LIMIT("cost_exceeds_limit"),
    MALFORMED("malformed"),
    ABORTED("aborted"),
    DECIDED_BY("decided by");

    private final String words;

    NotTested(String words) {
        this.words = words;
    }

    /** What a note says, empty when it is nothing of this. */
    public static Optional<NotTested> of(String note) {
        for (NotTested each : values()) {
            if (note.equals(each.words) || note.startsWith(each.words + ":") || note.startsWith(each.words + " ")) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** What such a note says beside it, {@code ""} for nothing. */
    public String beside(String note) {
        String rest = note.substring(words.length());
        return (rest.startsWith(":") ? rest.substring(1) : rest).strip();
    }

    /** A note. */
    public String saying(String more) {
        return words + ": " + more;
    }
}
