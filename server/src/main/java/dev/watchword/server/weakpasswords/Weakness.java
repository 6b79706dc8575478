package dev.watchword.server.weakpasswords;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why an account needs somebody's attention, in the words of a scan report. */
public enum Weakness {
    EMPTY,
    USERNAME,
    COMMON,
    CUSTOM,
    DERIVED,
    DEFAULT,
    SHARED,
    POLICY,
    WEAK_SCHEME;

    /** The one with this word. */
    public static Optional<Weakness> parse(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    static String[] words() {
        return Arrays.stream(values()).map(Weakness::word).toArray(String[]::new);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the password itself is known to be weak, so that the vendor's list shows the account. */
    public boolean listed() {
        return switch (this) {
            case EMPTY, USERNAME, COMMON, CUSTOM, DERIVED, DEFAULT -> true;
            case SHARED, POLICY, WEAK_SCHEME -> false;
        };
    }

    /** What it is about: an account has at most one finding on each subject. */
    String subject() {
        return this == WEAK_SCHEME ? "scheme" : "password";
    }
}
