package dev.watchword.hash.shacrypt;

import java.util.Optional;

/**
 * The rounds that a text asks for.
 *
 * @param count {@link #MIN} to {@link #MAX}
 * @param end index of the first char after them, where the salt starts
 */
record ShacryptRounds(int count, int end) {

    static final int MIN = 1_000;
    static final int MAX = 999_999_999;

    private static final int DEFAULT = 5_000;
    private static final String LABEL = "rounds=";
    private static final int MAX_DIGITS = 9;

    /**
     * Reads what may stand after the mark. libxcrypt refuses a label without a plain number in range and {@code $}
     * behind it: no sign, blank or leading zero. Older glibc moved a number into the range, but printed the moved one,
     * so that such a text matched nothing there either. The default may be spelled out.
     */
    static Optional<ShacryptRounds> read(String text, int start) {
        if (!text.startsWith(LABEL, start)) {
            return Optional.of(new ShacryptRounds(DEFAULT, start));
        }
        int from = start + LABEL.length();
        int end = text.indexOf('$', from);
        if (end <= from || end - from > MAX_DIGITS || text.charAt(from) == '0') {
            return Optional.empty();
        }
        int count = 0;
        for (int i = from; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Optional.empty();
            }
            count = 10 * count + digit;
        }
        return count < MIN ? Optional.empty() : Optional.of(new ShacryptRounds(count, end + 1));
    }
}
