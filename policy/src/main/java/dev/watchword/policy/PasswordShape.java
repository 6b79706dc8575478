package dev.watchword.policy;

/**
 * What rules count of a password, and all that a report may say of one beside its mask.
 *
 * @param length code points, 0 when unknown
 * @param classes how many of the four {@link CharacterClass character types} occur, 0 when unknown
 * @param longestRun code points of the longest run of one character, 0 when unknown
 */
public record PasswordShape(int length, int classes, int longestRun) {

    /** Of a password that is empty or that nobody knows. */
    public static final PasswordShape UNKNOWN = new PasswordShape(0, 0, 0);

    public PasswordShape {
        if (length < 0 || classes < 0 || classes > CharacterClass.values().length || longestRun < 0) {
            throw new IllegalArgumentException("no password has such a shape");
        }
    }

    /** The shape of a password. */
    public static PasswordShape of(String password) {
        int[] points = password.codePoints().toArray();
        int longest = 0;
        int run = 0;
        for (int i = 0; i < points.length; i++) {
            run = i > 0 && points[i] == points[i - 1] ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return new PasswordShape(points.length, CharacterClass.of(password).size(), longest);
    }
}
