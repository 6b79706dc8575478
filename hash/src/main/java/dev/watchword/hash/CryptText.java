package dev.watchword.hash;

/**
 * The characters of crypt(3) texts: the 64 that stand for six bits each, {@code ./0-9A-Za-z} in that order, and those
 * that may stand in a salt. Source: crypt(5), and libxcrypt 4.4.33 asked about each of the 255 bytes.
 */
public final class CryptText {

    private static final String DIGITS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String NEVER_IN_A_SETTING = "!*:;\\";

    private CryptText() {}

    /** The char that stands for six bits, 0 to 63. */
    public static char digit(int value) {
        return DIGITS.charAt(value);
    }

    /** The six bits that the char stands for, -1 when it stands for none. */
    public static int sextet(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 38;
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A' + 12;
        }
        if (c >= '.' && c <= '9') {
            return c - '.';
        }
        return -1;
    }

    /**
     * Whether libxcrypt takes every one of these chars in a salt that ends at the next {@code $}. It refuses a setting
     * with a blank, a control, a byte outside ASCII, or one of {@code !*:;\}.
     */
    public static boolean isSalt(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '$' && NEVER_IN_A_SETTING.indexOf(c) < 0);
    }
}
