package dev.watchword.hash;

import java.util.OptionalLong;

/** A number as programs print it: decimal digits of ASCII, no sign, blank or leading zero. */
public final class PlainNumber {

    private static final int MOST_DIGITS = 18;

    private PlainNumber() {}

    /** The number that the whole text is; empty when it is none, or more than {@code most}. */
    public static OptionalLong read(String text, long most) {
        if (text.isEmpty() || text.length() > MOST_DIGITS || (text.length() > 1 && text.charAt(0) == '0')) {
            return OptionalLong.empty();
        }
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(text);
        return number > most ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
