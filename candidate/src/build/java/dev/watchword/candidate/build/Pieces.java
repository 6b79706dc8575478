package dev.watchword.candidate.build;

import java.util.List;

/**
 * Equally long pieces of the keyboard's rows and of the alphabet, two or three in a row: {@code !@#123qwe},
 * {@code 123qweASD}, {@code !@#$qwerASDF}, {@code qwerty!@#$%^}.
 */
final class Pieces {

    private static final String[] ROWS = {"123456", "qwerty", "!@#$%^", "asdfgh", "QWERTY", "zxcvbn", "ASDFGH", "abcdef", "Qwerty", "ZXCVBN", "ABCDEF", "Asdfgh", "654321", "ewq", "^%$#@!"};
    private static final double[] LIKED = {1, 0.9, 0.8, 0.4, 0.4, 0.25, 0.2, 0.35, 0.15, 0.12, 0.12, 0.06, 0.1, 0.06, 0.06};
    /** How likely a piece has one, two, three, … keys. */
    private static final double[] LENGTHS = {0, 0, 0, 1, 0.6, 0.15, 0.2};

    private static final List<String> ENDS = List.of(".", "!", "@", "123", "..", "1", "#", "g");

    private Pieces() {}

    static Family family(String name) {
        Family family = new Family(name);
        for (int length = 3; length < LENGTHS.length; length++) {
            for (int a = 0; a < ROWS.length; a++) {
                for (int b = 0; b < ROWS.length; b++) {
                    double two = LENGTHS[length] * LIKED[a] * LIKED[b];
                    String pair = piece(a, length) + piece(b, length);
                    add(family, pair, two);
                    for (int c = 0; c < ROWS.length && length <= 4; c++) {
                        add(family, pair + piece(c, length), two * LIKED[c] * 0.5);
                    }
                }
            }
        }
        return family;
    }

    /** The first keys of a row; of a row written backwards the last. */
    private static String piece(int row, int length) {
        String keys = ROWS[row];
        if (keys.length() <= length) {
            return keys;
        }
        return keys.equals("654321") || keys.equals("^%$#@!") ? keys.substring(keys.length() - length) : keys.substring(0, length);
    }

    private static void add(Family family, String word, double weight) {
        family.add(word, weight);
        for (int e = 0; e < ENDS.size(); e++) {
            family.add(word + ENDS.get(e), weight * 0.06 / (e + 1));
        }
    }
}
