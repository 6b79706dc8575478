package dev.watchword.hash.scrypt;

import java.util.Arrays;
import java.util.Optional;

/**
 * The text form of numbers and bytes in scrypt and yescrypt hashes: the digits of crypt(3) ({@code ./0-9A-Za-z}), six
 * bits each, the lowest bits first. Three bytes make four digits; one left-over byte makes two, two make three, and the
 * bits that no byte fills are zero.
 */
public final class SixBits {

    private static final String DIGITS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final byte[] VALUES = values();

    private SixBits() {}

    /** The value of a digit, 0 to 63, or -1 for any other char. */
    public static int value(char digit) {
        return digit < VALUES.length ? VALUES[digit] : -1;
    }

    /** The digit of a value from 0 to 63. */
    public static char digit(int value) {
        return DIGITS.charAt(value);
    }

    /** The number that {@code digits} digits from {@code at} spell, or -1 when one of them is none; up to 10 digits. */
    public static long number(String text, int at, int digits) {
        if (at + digits > text.length()) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < digits; i++) {
            int value = value(text.charAt(at + i));
            if (value < 0) {
                return -1;
            }
            number |= (long) value << (6 * i);
        }
        return number;
    }

    /** The bytes that the whole text spells; empty when it is no text that {@link #encode} makes. */
    public static Optional<byte[]> decode(String text) {
        if (text.length() % 4 == 1) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(int) (text.length() * 3L / 4)];
        for (int at = 0, to = 0; at < text.length(); at += 4, to += 3) {
            int digits = Math.min(4, text.length() - at);
            int count = digits * 3 / 4;
            long group = number(text, at, digits);
            if (group < 0 || group >>> (8 * count) != 0) {
                return Optional.empty();
            }
            for (int i = 0; i < count; i++) {
                bytes[to + i] = (byte) (group >>> (8 * i));
            }
        }
        return Optional.of(bytes);
    }

    /** The digits of the bytes. */
    public static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; at += 3) {
            int count = Math.min(3, bytes.length - at);
            int group = 0;
            for (int i = 0; i < count; i++) {
                group |= (bytes[at + i] & 0xff) << (8 * i);
            }
            for (int i = 0; i <= count; i++) {
                text.append(digit(group >>> (6 * i) & 0x3f));
            }
        }
        return text.toString();
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < DIGITS.length(); i++) {
            values[DIGITS.charAt(i)] = (byte) i;
        }
        return values;
    }
}
