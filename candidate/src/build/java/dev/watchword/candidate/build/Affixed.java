package dev.watchword.candidate.build;

import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** Families of a base word with a case, a tail behind it, or digits before it. */
final class Affixed {

    private final double least;
    private final List<Tails.Tail> tails;

    /** Words whose share is below the least are left out, which bounds the size. */
    Affixed(double least) {
        this.least = least;
        this.tails = Tails.above(least / 100);
    }

    /** A law of diminishing returns: the share of the word at a rank. */
    static IntToDoubleFunction zipf(double offset, double exponent) {
        return rank -> StrictMath.pow(rank + offset, -exponent);
    }

    /** Each word as it is, in its cases. */
    Family plain(String name, List<String> words, IntToDoubleFunction law) {
        Family family = new Family(name);
        for (int i = 0; i < words.size(); i++) {
            double weight = law.applyAsDouble(i);
            family.add(words.get(i), weight);
        }
        return family;
    }

    /** Each word in its cases with each tail. */
    Family tailed(String name, List<String> words, IntToDoubleFunction law) {
        Family family = new Family(name);
        double sum = 0;
        for (int i = 0; i < words.size(); i++) {
            sum += law.applyAsDouble(i);
        }
        for (int i = 0; i < words.size(); i++) {
            tail(family, words.get(i), law.applyAsDouble(i) / sum);
        }
        return family;
    }

    void tail(Family family, String word, double share) {
        cased(family, word, share * 0.56);
        cased(family, capital(word), share * 0.36);
        cased(family, word.toUpperCase(Locale.ROOT), share * 0.06);
        if (word.length() == 2 || word.length() == 3) {
            int last = word.length() - 1;
            cased(family, word.substring(0, last) + word.substring(last).toUpperCase(Locale.ROOT), share * 0.02);
        }
    }

    private void cased(Family family, String word, double share) {
        for (Tails.Tail tail : tails) {
            double weight = share * tail.share();
            if (weight < least) {
                return;
            }
            family.add(word + tail.text(), weight);
        }
    }

    /** Digits or marks before the word: {@code 123@abc}, {@code @A123456}, {@code 123qwe}. */
    Family prefixed(String name, List<String> words, IntToDoubleFunction law) {
        List<String> before = List.of(
                "123", "123456", "1", "1234", "@", "12345", "!", "123123", "!@#", "12", "321", "123456789", "#", "520", "888",
                "666", "111", "000", "2020", "2021", "2022", "2023", "2024", "2025", "2026", "112233", "654321", "12345678",
                "1q2w3e", "!@#$", "$", "*", "_", ".", "01", "11", "99", "007", "my", "new", "the");
        List<String> joints = List.of("", "@", ".", "!", "#", "_", "!@#", "-", "$", "@@", "..");
        Family family = new Family(name);
        for (int w = 0; w < words.size(); w++) {
            for (int b = 0; b < before.size(); b++) {
                for (int j = 0; j < joints.size(); j++) {
                    double weight = law.applyAsDouble(w) * StrictMath.pow(b + 1.5, -1.1) * StrictMath.pow(j + 0.25, -1.4);
                    String head = before.get(b) + joints.get(j);
                    family.add(head + words.get(w), weight);
                    family.add(head + capital(words.get(w)), weight * 0.3);
                    family.add(head + words.get(w).toUpperCase(Locale.ROOT), weight * 0.12);
                    for (String end : List.of("123", "123456", "1234", "!", "12345", "1", "@", ".", "!@#")) {
                        if (head.length() <= 3) {
                            family.add(head + words.get(w) + end, weight * 0.08);
                            family.add(head + capital(words.get(w)) + end, weight * 0.04);
                        }
                    }
                }
            }
        }
        return family;
    }

    /**
     * The least that pleases a rule for three kinds of characters: a letter in both its cases with a number, before or
     * behind it, and a mark: {@code Aa112211..}, {@code 123456aA@}, {@code 111111Qq}.
     */
    static Family bothCases(String name) {
        List<String> numbers = List.of("123456", "123123", "12345678", "123456789", "111111", "123321", "112233", "1234", "112211", "11223344", "11111111", "666666",
                "888888", "147258", "12345", "1234567890", "1234567", "000000", "135790", "159357", "987654321", "654321", "222222", "123", "520520", "5201314", "123654");
        List<String> ends = List.of("", ".", "!", "@", "..", "#", "@@", "...", "!@#", "+", "?", "$", "*");
        String letters = "aqzxswcdlhyjtmgbkfpnrvieou";
        Family family = new Family(name);
        for (int l = 0; l < letters.length(); l++) {
            String small = letters.substring(l, l + 1);
            String large = small.toUpperCase(Locale.ROOT);
            String[] pairs = {large + small, small + large, large + large, large + "b"};
            double[] share = {1, 0.3, 0.15, 0.05};
            for (int p = 0; p < pairs.length; p++) {
                double first = (l == 0 ? 6 : StrictMath.pow(l, -0.6)) * share[p];
                for (int n = 0; n < numbers.size(); n++) {
                    double second = first * StrictMath.pow(n + 2, -1.0);
                    for (int e = 0; e < ends.size(); e++) {
                        double weight = second * StrictMath.pow(e + 1, -0.9);
                        family.add(pairs[p] + numbers.get(n) + ends.get(e), weight);
                        family.add(pairs[p] + "@" + numbers.get(n) + ends.get(e), weight * 0.3);
                        family.add(numbers.get(n) + pairs[p] + ends.get(e), weight * 0.35);
                        family.add(numbers.get(n) + "@" + pairs[p] + ends.get(e), weight * 0.08);
                    }
                    family.add(large + numbers.get(n) + small, second * 0.25);
                    family.add(small + numbers.get(n) + large, second * 0.15);
                }
            }
        }
        return family;
    }

    /** Two words in a row: {@code rootadmin}, {@code testuser}, {@code adminadmin}. */
    Family paired(String name, List<String> first, List<String> second) {
        Family family = new Family(name);
        for (int i = 0; i < first.size(); i++) {
            double weight = StrictMath.pow(i + 3, -0.9);
            String word = first.get(i);
            family.add(word + word, weight * 0.5);
            family.add(capital(word) + capital(word), weight * 0.02);
            family.add(new StringBuilder(word).reverse().toString(), weight * 0.15);
            for (int j = 0; j < second.size(); j++) {
                double share = weight * StrictMath.pow(j + 1.5, -0.9);
                family.add(word + second.get(j), share * 0.3);
                family.add(second.get(j) + word, share * 0.1);
                family.add(capital(word) + capital(second.get(j)), share * 0.02);
                family.add(word + "@" + second.get(j), share * 0.04);
                family.add(word + "_" + second.get(j), share * 0.02);
                family.add(word + second.get(j) + "123", share * 0.02);
            }
        }
        return family;
    }

    /** Words with a plain run of digits, the shortest way to please a rule: {@code deploy123456789}. */
    static Family runs(String name, List<String> words, IntToDoubleFunction law) {
        String[] runs = {"123", "1234", "123456", "12345", "12345678", "123456789", "1234567", "12", "1", "1234567890", "!@#", "321", "01", "2", "123!@#"};
        double[] share = {1, 0.8, 0.8, 0.7, 0.65, 0.65, 0.6, 0.5, 0.4, 0.12, 0.15, 0.1, 0.08, 0.1, 0.08};
        Family family = new Family(name);
        for (int w = 0; w < words.size(); w++) {
            for (int r = 0; r < runs.length; r++) {
                double weight = law.applyAsDouble(w) * share[r];
                family.add(words.get(w) + runs[r], weight);
                family.add(words.get(w) + "@" + runs[r], weight * 0.22);
                family.add(capital(words.get(w)) + runs[r], weight * 0.1);
                family.add(capital(words.get(w)) + "@" + runs[r], weight * 0.1);
            }
        }
        return family;
    }

    /** What meets a rule of four kinds of characters with the least effort: {@code Abc123456!}, {@code Aa@112233}. */
    static Family policy(String name) {
        List<String> stems = List.of("Aa", "Abc", "Admin", "P@ssw0rd", "Abcd", "Qwe", "Root", "Password", "Qwer", "A", "Aaa", "Test", "Asd", "Qaz", "Pass", "Qwerty",
                "Welcome", "Passw0rd", "AA", "aA", "Qq", "Zxc", "AB", "Ab", "QWE", "qQ", "Huawei", "Ubuntu", "Linux", "User", "Server", "ABC", "abC", "aBc", "Q", "Oracle", "Qqq",
                "Www", "Zz", "Ww", "Qazwsx", "Bb", "Xx", "Zaq", "Hello", "System", "Asdf", "Postgres", "Mysql", "Temp", "QQ", "Cc", "Qweasd", "Master", "Changeme", "admin", "root",
                "password", "qwe", "abc", "qwer", "aa", "a", "qaz", "asd", "abcd", "test", "qwerty", "zxc", "pass", "user", "qazwsx", "welcome", "p@ssw0rd", "passw0rd");
        List<String> numbers = List.of("123456", "123", "1234", "112233", "12345", "123456789", "123123", "12345678", "666888", "147258", "123321", "111111", "1", "666666",
                "888888", "654321", "1234567", "12", "520", "321", "888", "666", "000000", "456", "159753", "111", "11", "1122");
        Family family = new Family(name);
        for (int s = 0; s < stems.size(); s++) {
            for (int n = 0; n < numbers.size(); n++) {
                double weight = StrictMath.pow(s + 3, -0.85) * StrictMath.pow(n + 2, -1.05);
                family.add(stems.get(s) + numbers.get(n), weight);
                for (String mark : List.of("@", "!", ".", "#", "_")) {
                    double rare = mark.equals("@") ? 1 : mark.equals("!") || mark.equals(".") ? 0.5 : 0.25;
                    family.add(stems.get(s) + mark + numbers.get(n), weight * 0.45 * rare);
                    family.add(stems.get(s) + numbers.get(n) + mark, weight * 0.3 * (mark.equals("_") ? 0.05 : rare));
                    family.add(mark + stems.get(s) + numbers.get(n), weight * 0.06 * rare);
                }
                for (String end : List.of("..", "!!", "!@#", "...", "*", "@@", "!!!", "$", "?")) {
                    family.add(stems.get(s) + numbers.get(n) + end, weight * 0.05);
                }
                family.add(stems.get(s) + "@" + numbers.get(n) + ".", weight * 0.03);
                family.add(stems.get(s) + "@" + numbers.get(n) + "!", weight * 0.03);
            }
        }
        return family;
    }

    /** Numbers closed by a mark or a letter: {@code 123456!}, {@code 12345678a}. */
    static Family closed(String name) {
        List<String> numbers = List.of("123456", "123", "1234", "12345", "12345678", "123456789", "123123", "1234567", "111111", "000000",
                "654321", "666666", "888888", "112233", "1234567890", "321", "123321", "11", "12", "1", "5201314", "520", "147258", "159753", "159357");
        List<String> ends = List.of("a", "!", "q", "@", "abc", "qwe", ".", "aa", "#", "!@#", "Aa", "A", "qwerty", "!!", "...", "..", "Abc", "z", "s",
                "ab", "qq", "x", "*", "$", "?", "qaz", "asd", "zxc", "Q", "qwer", "qwert", "@a", "@A", "@abc", "@qq", "@qwe", "@q", "@@", "!!!", "@@@", "root",
                "admin", "test", "@@123", "@Abc", "abcd", "w", "d", "c", "b", "Ab", "aB", "aA", "AA", "Qw", "qw", "love", "pass", "ok", "xyz", "@!", "#@!", "@#", "#$",
                "!@", "$%^", "^%$", "!@#$", "!@#$%", "!@#$%^", "com", ".com", "@qwer", "@qwert", "@qwerty", "@asd", "@zxc", "@123", "_abc", "-abc", ".abc");
        Family family = new Family(name);
        for (int n = 0; n < numbers.size(); n++) {
            for (int e = 0; e < ends.size(); e++) {
                family.add(numbers.get(n) + ends.get(e), StrictMath.pow(n + 1, -0.9) * StrictMath.pow(e + 2, -0.8));
            }
        }
        return family;
    }

    /** A word and a walk over the keys: {@code admin@1qaz2wsx}, {@code Admin!QAZ2wsx}. */
    static Family walked(String name, List<String> words, List<String> walks) {
        Family family = new Family(name);
        for (int w = 0; w < words.size(); w++) {
            for (int k = 0; k < walks.size(); k++) {
                double weight = StrictMath.pow(w + 1, -1.0) * StrictMath.pow(k + 4, -0.7);
                for (String joint : List.of("", "@", "_", "#")) {
                    double joined = weight * (joint.isEmpty() ? 0.6 : joint.equals("@") ? 0.25 : 0.05);
                    family.add(words.get(w) + joint + walks.get(k), joined * 0.6);
                    family.add(capital(words.get(w)) + joint + walks.get(k), joined * 0.4);
                }
            }
        }
        return family;
    }

    /** Names of sites: {@code 123.com}, {@code www.baidu.com}. */
    Family sites(String name, List<String> words) {
        Family family = new Family(name);
        for (int i = 0; i < words.size(); i++) {
            double weight = StrictMath.pow(i + 3, -0.8);
            family.add(words.get(i) + ".com", weight);
            family.add("www." + words.get(i) + ".com", weight * 0.3);
            family.add(words.get(i) + ".cn", weight * 0.2);
            family.add(words.get(i) + ".net", weight * 0.2);
            family.add(words.get(i) + ".org", weight * 0.08);
            family.add(words.get(i) + "@123.com", weight * 0.03);
        }
        return family;
    }

    static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
