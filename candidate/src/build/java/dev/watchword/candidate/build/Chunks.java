package dev.watchword.candidate.build;

import java.util.List;
import java.util.Locale;

/** Two or three short pieces put together: {@code 1234Qwe!@}, {@code 1234.abc}, {@code qwe123321}, {@code 123321abc}. */
final class Chunks {

    private static final List<String> LETTERS = List.of("abc", "qwe", "a", "asd", "zxc", "qaz", "qwer", "aa", "abcd", "q", "qwerty", "wsx", "zaq", "asdf", "edc", "root", "admin", "qq", "zxcv",
            "test", "aaa", "pass", "xsw", "password", "z", "qazwsx", "qweasd", "asdfgh", "vps", "qwert", "ab", "qw", "as", "w", "s", "x", "com", "xyz");
    private static final List<String> DIGITS = List.of("123", "1234", "123456", "12345", "321", "12", "1", "12345678", "123456789", "1234567", "123123", "123321", "4321", "54321", "654321",
            "111", "111111", "112233", "666", "888", "520", "000", "789", "456", "1122", "147258", "159", "963", "258", "369", "11", "2", "21", "123654", "102030", "11223344", "5201314", "159753", "147258369", "987654321",
            "1234567890", "000000", "666666", "888888", "321321", "10", "99");
    private static final List<String> SIGNS = List.of("!@#", "!", "!@#$", "@", "!@", "#", "!@#$%", ".", "$", "@@@", "!!!", "...", "!!", "@@", "..", "!@#$%^", "*", "$%^", "#@!", "***", "++", "#$%", "$#@!");
    private static final String[] JOINTS = {"", "@", "!", ".", "_", "#", "-", "$", "*"};
    private static final double[] JOINED = {1, 0.5, 0.25, 0.2, 0.1, 0.1, 0.06, 0.05, 0.03};

    private final Family family;

    private Chunks(Family family) {
        this.family = family;
    }

    static Family family(String name) {
        Chunks chunks = new Chunks(new Family(name));
        for (int l = 0; l < LETTERS.size(); l++) {
            for (int d = 0; d < DIGITS.size(); d++) {
                double weight = StrictMath.pow(l + 3, -0.9) * StrictMath.pow(d + 2, -0.9);
                chunks.pair(LETTERS.get(l), DIGITS.get(d), weight);
                chunks.triples(LETTERS.get(l), DIGITS.get(d), weight);
            }
        }
        for (int d = 0; d < DIGITS.size(); d++) {
            for (int e = 0; e < DIGITS.size(); e++) {
                double weight = StrictMath.pow(e + 3, -0.9) * StrictMath.pow(d + 2, -0.9);
                chunks.family.add(DIGITS.get(d) + DIGITS.get(e), weight * 0.5);
                chunks.family.add(DIGITS.get(d) + "@" + DIGITS.get(e), weight * 0.05);
            }
            for (int s = 0; s < SIGNS.size(); s++) {
                double weight = StrictMath.pow(s + 2, -0.8) * StrictMath.pow(d + 2, -0.9);
                chunks.family.add(DIGITS.get(d) + SIGNS.get(s), weight);
                chunks.family.add(SIGNS.get(s) + DIGITS.get(d), weight * 0.2);
            }
        }
        for (int a = 0; a < LETTERS.size(); a++) {
            for (int b = 0; b < LETTERS.size(); b++) {
                double weight = StrictMath.pow(a + 3, -0.9) * StrictMath.pow(b + 3, -0.9);
                chunks.family.add(LETTERS.get(a) + LETTERS.get(b), weight * 0.4);
                chunks.family.add(LETTERS.get(a).toUpperCase(Locale.ROOT) + LETTERS.get(b), weight * 0.04);
                chunks.family.add(LETTERS.get(a) + LETTERS.get(b) + "123", weight * 0.15);
            }
        }
        return chunks.family;
    }

    private void pair(String letters, String digits, double weight) {
        for (int j = 0; j < JOINTS.length; j++) {
            double joined = weight * JOINED[j];
            String[] cases = cases(letters);
            for (int c = 0; c < cases.length; c++) {
                double share = joined * new double[] {1, 0.7, 0.2, 0.06}[c];
                ended(cases[c] + JOINTS[j] + digits, share);
                ended(digits + JOINTS[j] + cases[c], share * 0.6);
                family.add("@" + cases[c] + digits, share * 0.06);
                family.add("!" + cases[c] + digits, share * 0.04);
                family.add("." + digits + cases[c], share * 0.02);
            }
        }
    }

    private void ended(String word, double share) {
        family.add(word, share);
        for (int s = 0; s < SIGNS.size(); s++) {
            family.add(word + SIGNS.get(s), share * 0.22 * StrictMath.pow(s + 1, -0.7));
        }
    }

    private void triples(String letters, String digits, double weight) {
        String[] cases = cases(letters);
        for (int c = 0; c < cases.length; c++) {
            double share = weight * new double[] {1, 0.4, 0.2, 0.03}[c];
            family.add(digits + cases[c] + digits, share * 0.2);
            family.add(digits + cases[c] + new StringBuilder(digits).reverse(), share * 0.08);
            family.add(cases[c] + digits + cases[c], share * 0.15);
            for (int s = 0; s < 6; s++) {
                double signed = share * StrictMath.pow(s + 1, -0.9);
                family.add(cases[c] + SIGNS.get(s) + digits, signed * 0.2);
                family.add(digits + SIGNS.get(s) + cases[c], signed * 0.1);
                family.add(SIGNS.get(s) + cases[c] + digits, signed * 0.06);
                family.add(SIGNS.get(s) + digits + cases[c], signed * 0.04);
            }
        }
        String upper = letters.toUpperCase(Locale.ROOT);
        family.add(letters + upper + digits, weight * 0.08);
        family.add(upper + letters + digits, weight * 0.06);
        family.add(digits + letters + upper, weight * 0.06);
        family.add(digits + upper + letters, weight * 0.05);
        family.add(letters + digits + upper, weight * 0.03);
        family.add(upper + digits + letters, weight * 0.03);
        for (int n = 0; n < 4; n++) {
            String sign = SIGNS.get(n);
            family.add(upper + letters + digits + sign, weight * 0.03 / (n + 1));
            family.add(upper + letters + sign + digits, weight * 0.02 / (n + 1));
            family.add(letters + upper + digits + sign, weight * 0.02 / (n + 1));
            family.add(upper + digits + sign + letters, weight * 0.02 / (n + 1));
            family.add(letters + digits + sign + upper, weight * 0.01 / (n + 1));
            family.add(upper + sign + letters, weight * 0.005 / (n + 1));
        }
        family.add(Affixed.capital(letters) + digits + letters, weight * 0.08);
        family.add(digits + upper + letters + "!", weight * 0.02);
        family.add(upper + digits + letters + "!", weight * 0.02);
    }

    /** As written, with a capital, all in capitals, the last letter a capital. */
    private static String[] cases(String letters) {
        int last = letters.length() - 1;
        return new String[] {
            letters, Affixed.capital(letters), letters.toUpperCase(Locale.ROOT), letters.substring(0, last) + letters.substring(last).toUpperCase(Locale.ROOT)
        };
    }
}
