package dev.watchword.candidate.build;

import java.util.List;
import java.util.Locale;

/**
 * What bots make by whole tables: every base with every number and every end ({@code Root2024@#}, {@code qazwsx8888!!}),
 * two doubled letters with a number ({@code QQxx112233}), the passwords that hosts of virtual servers make of what they
 * sell ({@code XYZZ#8VCPU32GBAMD}), and what companies are called with a number or a year. Met by two operators in 2025
 * and 2026.
 */
final class Grids {

    private static final List<String> WHOLE = List.of("root", "Root", "qazwsx", "Qazwsx", "ZAQ!2wsx", "admin", "Admin");
    private static final List<String> PARTLY = List.of("qwerty", "Qwerty", "qwer", "Qwer", "1qaz@WSX", "1qaz2wsx", "abc", "Abc", "QWERTY", "QWER", "qwe", "Qwe", "QWE", "P@ssw0rd", "Abcd", "abcd",
            "test", "Test", "1QAZ2wsx", "!QAZ2wsx", "qwertyuiop", "Qwertyuiop", "QWERTYUIOP", "1qaz@WSX3edc$RFV", "qwert", "Qwert", "password", "Password", "Aa", "qwertyu", "QWERTYU", "asdf", "Asdf",
            "user", "ubuntu", "server", "Server", "zxcv", "Zxcv", "qa2ws3ed", "QAZwsx", "Qaz", "qaz", "1q2w3e4r", "1qaz", "Passw0rd", "asd", "Asd", "zxc", "Zxc", "qweasd", "Qweasd", "qweasdzxc");
    private static final List<String> NUMBERS = List.of("123456", "123", "1234", "12345", "12345678", "123456789", "1", "", "1234567", "123123", "123321", "112233", "321", "111111", "111", "666",
            "888", "2025", "2024", "2026", "2023", "654321", "54321", "4321", "1111", "8888", "999", "6666", "2022", "2021", "2020", "2019", "2018", "12", "01", "11", "000", "0000", "001", "11111",
            "1111111", "11111111", "9999", "0");
    private static final List<String> ENDS = List.of("", "!", "@", "..", ".", "!@#", "@@", "#", "!!", "@#", "!@", "$", "#$", "@123");

    private static final List<String> LETTERS = List.of("a", "q", "x", "z", "b", "c", "d", "s", "w", "e");
    private static final List<String> BEHIND_LETTERS = List.of("123", "1234", "123456", "112233", "123123", "111", "000");

    private static final List<String> HOSTS = List.of("XYZZ", "QUEENVPS", "XYZZVPS", "RASYAXINSA", "YOGZVPS", "RASYAXINSAVPS", "undefined", "undefinedVPS");

    private Grids() {}

    /** Bases, numbers and ends, each with each. */
    static Family whole(String name) {
        Family family = new Family(name);
        for (String base : WHOLE) {
            for (String number : NUMBERS) {
                for (String end : ENDS) {
                    family.add(base + number + end, 1);
                }
            }
        }
        for (String first : LETTERS) {
            for (String second : LETTERS) {
                for (String number : BEHIND_LETTERS) {
                    double weight = LETTERS.indexOf(first) < 7 && LETTERS.indexOf(second) < 7 ? 1 : 0.1;
                    String large = second.repeat(2).toUpperCase(Locale.ROOT);
                    family.add(first.repeat(2).toUpperCase(Locale.ROOT) + second.repeat(2) + number, weight);
                    family.add(first.repeat(2) + large + number, weight);
                }
            }
        }
        for (String host : HOSTS) {
            for (String joint : List.of("", "#")) {
                for (String cores : List.of("2", "4", "8", "16")) {
                    for (String memory : List.of("2", "4", "8", "16", "32", "64")) {
                        String sold = host + joint + cores + "VCPU" + memory + "GB";
                        family.add(sold + "AMD", 0.6);
                        family.add(sold, 0.3);
                    }
                }
            }
        }
        return family;
    }

    /** More bases, the likelier numbers and ends first. */
    static Family partly(String name) {
        Family family = new Family(name);
        for (int b = 0; b < PARTLY.size(); b++) {
            for (int n = 0; n < NUMBERS.size(); n++) {
                for (int e = 0; e < ENDS.size(); e++) {
                    double weight = StrictMath.pow(b + 6, -0.6) * StrictMath.pow(n + 3, -0.6) * StrictMath.pow(e + 2, -0.6);
                    family.add(PARTLY.get(b) + NUMBERS.get(n) + ENDS.get(e), weight);
                    if (e == 1 || e == 2 || e == 4 || e == 7) {
                        family.add(PARTLY.get(b) + ENDS.get(e) + NUMBERS.get(n), weight);
                    }
                }
            }
        }
        return family;
    }

    /** Companies, places and words of pride with a number or a year: {@code Ctyun@2025}, {@code talent@123}. */
    static Family companies(String name, List<String> companies) {
        String[] tails = {"@123", "@2025", "@2024", "@2026", "@2023", "123", "@1234", "@123456", "@12345", "@2022", "@2021", "2025", "2024", "2026", "1234", "123456", "#123", "@2020", "123!", "@123.",
            "2023", ".123", "@2019", "#2025", "!@#", "123!@#", "123@", "_123", "@2018", "2022", "12345", "@1", "2021", "2020", "@321", "!123", "2025!", "2026!", "1"};
        Family family = new Family(name);
        for (int c = 0; c < companies.size(); c++) {
            for (int t = 0; t < tails.length; t++) {
                double weight = StrictMath.pow(t + 3, -0.9) * StrictMath.pow(c + 40, -0.3);
                family.add(Affixed.capital(companies.get(c)) + tails[t], weight);
                family.add(companies.get(c) + tails[t], weight * 0.6);
            }
        }
        return family;
    }
}
