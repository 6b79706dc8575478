package dev.watchword.hash;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Passwords of all kinds for sweeps: ASCII, any bytes, UTF-8 of all planes, and lengths where algorithms turn. */
public final class PasswordCases {

    private static final int LONGEST = 128;
    private static final int[] TURNS = {0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 55, 56, 63, 64, 65, 71, 72, 73, 127, 128
    };

    private PasswordCases() {}

    /** A password of 0 to 128 bytes without NUL. */
    public static byte[] next(Random random) {
        int length = random.nextInt(4) == 0 ? TURNS[random.nextInt(TURNS.length)] : random.nextInt(LONGEST + 1);
        return switch (random.nextInt(4)) {
            case 0 -> bytes(random, length, 1, 256);
            case 1 -> bytes(random, length, 0x80, 256);
            case 2 -> utf8(random, length);
            default -> bytes(random, length, ' ', 0x7f);
        };
    }

    /** Text of the chars given. */
    public static String text(Random random, int length, String chars) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(chars.charAt(random.nextInt(chars.length())));
        }
        return text.toString();
    }

    private static byte[] bytes(Random random, int length, int from, int to) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(from, to);
        }
        return bytes;
    }

    private static byte[] utf8(Random random, int atMost) {
        int[] tops = {0x80, 0x800, 0x10000, 0x110000};
        StringBuilder text = new StringBuilder();
        int left = atMost;
        while (left > 0) {
            int c = random.nextInt(1, tops[random.nextInt(tops.length)]);
            int bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (bytes <= left && (c < 0xd800 || c > 0xdfff)) {
                text.appendCodePoint(c);
                left -= bytes;
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
