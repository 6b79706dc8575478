package dev.watchword.server.iam.authorization;

/** What is known about a condition. */
enum Truth {
    TRUE,
    FALSE,
    /** It speaks of something that this server cannot tell: it never allows, and always denies. */
    UNKNOWN;

    static Truth of(boolean known) {
        return known ? TRUE : FALSE;
    }

    /** Both (Kleene's logic). */
    Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : TRUE;
    }
}
