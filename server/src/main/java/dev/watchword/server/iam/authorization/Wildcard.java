package dev.watchword.server.iam.authorization;

/**
 * Patterns of identity policies: {@code *} is any text, {@code ?} any one character, everything else itself. There is no
 * way to write a pattern that runs away: at most (length of the pattern) × (length of the text) steps.
 */
public final class Wildcard {

    private Wildcard() {}

    /** Whether the whole text matches, letter case included. */
    public static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                // Only the last star can need more text: what is before it has matched as early as it could.
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
