package dev.watchword.candidate.build;

import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** What bots and owners make of the names of accounts and people by rule: years, counted digits, the shortest tails. */
final class Accounts {

    private Accounts() {}

    /** A name and the year: {@code guest@2021}, {@code mysql2022}, {@code Admin2025!}. */
    static Family years(String name, List<String> names, IntToDoubleFunction law) {
        Family family = new Family(name);
        for (int n = 0; n < names.size(); n++) {
            for (int year = 2008; year <= 2026; year++) {
                double recent = year >= 2023 ? 1 : year >= 2019 ? 0.6 : year >= 2016 ? 0.2 : 0.08;
                double weight = law.applyAsDouble(n) * recent;
                for (String word : List.of(names.get(n), Affixed.capital(names.get(n)))) {
                    family.add(word + "@" + year, weight);
                    family.add(word + year, weight * 0.9);
                    family.add(word + "_" + year, weight * 0.08);
                    family.add(word + "#" + year, weight * 0.08);
                    family.add(word + "." + year, weight * 0.06);
                    family.add(word + "-" + year, weight * 0.04);
                    family.add(word + "@" + year + "!", weight * 0.12);
                    family.add(word + year + "!", weight * 0.16);
                    family.add(word + year + "@", weight * 0.06);
                    family.add(word + year + ".", weight * 0.05);
                    family.add(word + "@" + year + "#", weight * 0.03);
                    family.add(word + "!" + year, weight * 0.05);
                    weight *= 0.5;
                }
            }
        }
        return family;
    }

    /** Names of a device's usual accounts with every year since 2000, with a small number, with one digit repeated. */
    static Family counted(String name, List<String> names) {
        Family family = new Family(name);
        for (int n = 0; n < names.size(); n++) {
            double law = StrictMath.pow(n + 6, -0.7);
            String word = names.get(n);
            for (int year = 2000; year <= 2026; year++) {
                family.add(word + year, law);
            }
            for (int number = 0; number <= 25; number++) {
                family.add(word + number, number <= 9 ? law : law * 0.4);
            }
            for (int digit = 0; digit <= 9; digit++) {
                for (int length = 2; length <= 6; length++) {
                    family.add(word + Integer.toString(digit).repeat(length), law * (length == 3 || length == 6 ? 0.6 : 0.25));
                }
            }
            for (String run : List.of("12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "321", "4321", "54321",
                    "pass", "password", "admin", "!", "@", "#", "$", "%", "&", "*", "!@#", "123!", "@123")) {
                family.add(word + run, law);
            }
        }
        return family;
    }

    /** Every run of digits from 12 to 123456789 behind a word, all alike: who reads a capture sees the whole row. */
    static Family counting(String name, List<String> words) {
        Family family = new Family(name);
        for (int w = 0; w < words.size(); w++) {
            double law = w < 26 ? 1 : 0.4;
            for (int length = 2; length <= 9; length++) {
                family.add(words.get(w) + "123456789".substring(0, length), law);
            }
            family.add(words.get(w) + "1234567890", law * 0.25);
            family.add(words.get(w) + "@123", law * 0.2);
            family.add(words.get(w) + "!@#", law * 0.2);
            family.add(words.get(w), law * 0.5);
        }
        return family;
    }

    /** The few tails that are tried behind every name of a long list: {@code samira123}, {@code divya@123}. */
    static Family shortest(String name, List<String> names, IntToDoubleFunction law) {
        String[] tails = {"123", "1234", "@123", "123456", "1", "12345", "12", "111111", "!", "01", "2", "@1234", "321", "@123456", "!@#", "12345678", "123!", "123456789"};
        double[] share = {3, 1, 0.8, 0.8, 0.45, 0.4, 0.25, 0.15, 0.15, 0.12, 0.12, 0.15, 0.12, 0.12, 0.1, 0.12, 0.1, 0.12};
        Family family = new Family(name);
        for (int n = 0; n < names.size(); n++) {
            double weight = law.applyAsDouble(n);
            String word = names.get(n);
            for (int t = 0; t < tails.length; t++) {
                family.add(word + tails[t], weight * share[t]);
                family.add(Affixed.capital(word) + tails[t], weight * share[t] * (tails[t].startsWith("@") ? 0.5 : 0.15));
            }
            family.add(word + word, weight * 0.3);
        }
        return family;
    }

    /** Given names with little else than 123 behind. */
    static Family named(String name, List<String> names, IntToDoubleFunction law) {
        Family family = new Family(name);
        for (int n = 0; n < names.size(); n++) {
            double weight = law.applyAsDouble(n);
            family.add(names.get(n) + "123", weight);
            family.add(names.get(n), weight * 0.8);
            family.add(names.get(n) + "1234", weight * 0.15);
            family.add(names.get(n) + "@123", weight * 0.12);
            family.add(Affixed.capital(names.get(n)) + "@123", weight * 0.08);
            family.add(Affixed.capital(names.get(n)) + "123", weight * 0.06);
        }
        return family;
    }

    /** Given names as bots walk through long lists of them: with {@code @123} and {@code @1234} behind a capital, with 123 behind none. */
    static Family called(String name, List<String> names) {
        Family family = new Family(name);
        for (String word : names) {
            String capital = Affixed.capital(word);
            family.add(word, 1);
            family.add(word + "123", 1.2);
            family.add(capital + "@123", 1.6);
            family.add(word + "@123", 1.2);
            family.add(capital + "@1234", 0.9);
            family.add(word + "1234", 0.4);
            family.add(word + "@1234", 0.25);
            family.add(word + "123456", 0.3);
            family.add(capital + "123", 0.4);
            family.add(capital + "1234", 0.15);
            family.add(capital + "@12345", 0.15);
            family.add(capital + "@123456", 0.1);
            family.add(capital + "@2024", 0.1);
            family.add(capital + "@2025", 0.12);
            family.add(capital + "@2026", 0.12);
        }
        return family;
    }

    /** Ways of writing "password" and the like with whatever small thing is put behind, seldom tried by people, often by bots. */
    static Family passwords(String name) {
        List<String> words = List.of("password", "P@ssw0rd", "Password", "passw0rd", "Passw0rd", "p@ssw0rd", "pass", "Pass", "P@ssword", "p@ssword", "pa$$w0rd", "Pa$$w0rd",
                "P@55w0rd", "admin", "Admin", "root", "p@55w0rd", "P@$$w0rd", "PASSWORD", "Pa$$word", "P@SSW0RD", "passwd", "Passwd", "p4ssw0rd", "P4ssw0rd", "pa55w0rd", "pa$$word",
                "Pass@word", "P@ss", "p@ss", "pass@word", "P@$$word", "p4ssword", "Pa55w0rd", "qwerty", "Qwerty", "Root", "P@SSWORD", "PassW0rd", "P@ssW0rd", "r00t", "adm1n", "Adm1n", "pwd",
                "test", "Test", "user", "User", "server", "Server", "welcome", "Welcome", "Pa22w0rd", "Passw@rd", "P@ssw@rd", "Pass_Word", "password.", "p@$$w0rd", "P455w0rd", "p455w0rd", "0racle", "4dmin",
                "@dmin", "@dm1n", "adm!n", "PassWord", "PASSWD", "PASS", "ADMIN", "ROOT", "R00T", "R00t",
                "PasswOrd", "passwOrd", "P@sswOrd", "p@sswOrd", "Pa55word", "pa55word", "p4$$w0rd", "P4$$w0rd", "p4sswOrd", "P4sswOrd", "PaSsWoRd", "PaSSw0rd", "P@$$wOrd", "p@55word", "P@55word",
                "p@ssw0rds", "P@ssw0rds", "Passw0rds", "passwords", "P@ssw9rd", "P@SSw0rd", "p@SSw0rd", "newpass", "newpassword", "mypassword", "userpass", "rootpass", "testpass", "letmein", "Letmein",
                "changeme", "Changeme", "secret", "Secret", "login", "Login", "manager", "Manager", "system", "System", "support", "Support", "master", "Master");
        List<String> joints = List.of("", "@", "!", "#", "_", ".", "-", "$", "*", "&", "%");
        double[] joined = {1, 0.4, 0.12, 0.12, 0.1, 0.1, 0.05, 0.08, 0.04, 0.02, 0.02};
        Family family = new Family(name);
        for (int w = 0; w < words.size(); w++) {
            double law = StrictMath.pow(w + 4, -0.85);
            family.add(words.get(w), law * 0.8);
            for (int j = 0; j < joints.size(); j++) {
                double weight = law * joined[j];
                String stem = words.get(w) + joints.get(j);
                family.add(stem, weight * (joints.get(j).isEmpty() ? 0 : 0.3));
                int rank = 2;
                for (String run : List.of("123", "1", "1234", "123456", "12345", "12", "01", "2", "123456789", "12345678", "1234567", "321", "!@#", "001", "123!", "00", "1!", "123!@#",
                        "111", "007", "100", "1234567890", "123123", "111111", "112233", "1111", "888", "666", "000", "99", "88", "000000", "456", "789", "123.", "123@", "1@", "qwe",
                        "abc", "root", "admin", "01!", "12!", "123$", "1234!", "02", "10", "11", "!@#$", "123#", "@!", "1q2w3e", "1qaz2wsx", "qaz", "icd", "word", "pass", "server", "vps", "linux", "ubuntu", "web", "ssh")) {
                    family.add(stem + run, weight * StrictMath.pow(rank++, -0.8));
                }
                for (int number = 0; number < 100; number++) {
                    family.add(stem + number, weight * (number < 10 ? 0.06 : 0.015));
                }
                for (int year = 2005; year <= 2026; year++) {
                    family.add(stem + year, weight * (year >= 2018 ? 0.08 : 0.02));
                }
            }
        }
        return family;
    }

    /** One, two and three letters: initials, first letters of what is meant. */
    static Family letters(String name) {
        String likely = "lzxywcjhsmdtgqfbprknaeovui";
        Family family = new Family(name);
        for (int a = 0; a < 26; a++) {
            double first = StrictMath.pow(a + 4, -0.6);
            String one = likely.substring(a, a + 1);
            family.add(one, 2);
            family.add(one.toUpperCase(Locale.ROOT), 0.5);
            for (int b = 0; b < 26; b++) {
                double second = first * StrictMath.pow(b + 4, -0.6);
                String two = one + likely.charAt(b);
                family.add(two, second * 6);
                for (int c = 0; c < 26; c++) {
                    double third = second * StrictMath.pow(c + 4, -0.6);
                    String three = two + likely.charAt(c);
                    family.add(three, third);
                    family.add(three + "123", third * 0.5);
                    family.add(three + "123456", third * 0.4);
                }
            }
        }
        return family;
    }
}
