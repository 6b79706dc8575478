package dev.watchword.account;

/**
 * A shell pattern for one file name, as glob(7) has it: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]} and
 * {@code \} before a character that stands for itself; a leading dot is matched only by a dot. Matching takes time in
 * proportion to pattern times name, whatever they hold.
 */
final class NamePattern {

    private final String pattern;
    private final boolean ignoreCase;

    NamePattern(String pattern, boolean ignoreCase) {
        this.pattern = pattern;
        this.ignoreCase = ignoreCase;
    }

    /** Whether the text is a pattern at all, and not just a name. */
    static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    boolean matches(String name) {
        if (name.startsWith(".") && !pattern.startsWith(".")) {
            return false;
        }
        int at = 0;
        int p = 0;
        int starAt = -1;
        int starP = -1;
        while (at < name.length()) {
            int next = p < pattern.length() && pattern.charAt(p) != '*' ? one(p, name.charAt(at)) : -1;
            if (next >= 0) {
                p = next;
                at++;
                continue;
            }
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                starP = ++p;
                starAt = at;
                continue;
            }
            if (starP < 0) {
                return false;
            }
            // the last star takes one character more
            p = starP;
            at = ++starAt;
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Where the pattern goes on when its element at {@code p} matches the character, -1 when it does not. */
    private int one(int p, char c) {
        return switch (pattern.charAt(p)) {
            case '?' -> p + 1;
            case '[' -> set(p, c);
            case '\\' -> p + 1 < pattern.length() && same(pattern.charAt(p + 1), c) ? p + 2 : -1;
            default -> same(pattern.charAt(p), c) ? p + 1 : -1;
        };
    }

    private int set(int open, char c) {
        int p = open + 1;
        boolean negated = p < pattern.length() && (pattern.charAt(p) == '!' || pattern.charAt(p) == '^');
        if (negated) {
            p++;
        }
        boolean found = false;
        for (int first = p; p < pattern.length() && (p == first || pattern.charAt(p) != ']'); p++) {
            char from = pattern.charAt(p);
            char to = from;
            if (p + 2 < pattern.length() && pattern.charAt(p + 1) == '-' && pattern.charAt(p + 2) != ']') {
                to = pattern.charAt(p + 2);
                p += 2;
            }
            found |= within(from, to, c);
        }
        if (p >= pattern.length()) {
            // never closed: the bracket stands for itself
            return c == '[' ? open + 1 : -1;
        }
        return found == negated ? -1 : p + 1;
    }

    private boolean within(char from, char to, char c) {
        return (from <= c && c <= to)
                || (ignoreCase
                        && ((from <= Character.toLowerCase(c) && Character.toLowerCase(c) <= to)
                                || (from <= Character.toUpperCase(c) && Character.toUpperCase(c) <= to)));
    }

    private boolean same(char a, char b) {
        return a == b || (ignoreCase && Character.toLowerCase(a) == Character.toLowerCase(b));
    }
}
