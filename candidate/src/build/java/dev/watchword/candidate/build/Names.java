package dev.watchword.candidate.build;

import java.util.List;
import java.util.Map;

/** What is made of people's names: the initials of a Chinese name, the name in full, each with tails. */
final class Names {

    private Names() {}

    /** Two initials (surname, given name) with tails: {@code Wy123456@}. */
    static Family initials(Map<String, List<String>> hanyu, Affixed affixed) {
        double[][] share = new double[26][26];
        double sum = 0;
        for (int first = 0; first < 26; first++) {
            for (int second = 0; second < 26; second++) {
                double weight = (0.004 + letter(hanyu.get("surnames"), first)) * (0.006 + letter(hanyu.get("given"), second));
                share[first][second] = weight;
                sum += weight;
            }
        }
        String[] tails = {"123456", "@123456", "123456.", "123456!", "123456@", "123", "@123", "123456789", "@123456789", "12345678", "1234", "@1234", "12345",
            "112233", "123123", "123..", "123!", "123.", "123456..", "@12345678", "123!@#", "123@", "520", "888", "666"};
        Family family = new Family("initials");
        for (int first = 0; first < 26; first++) {
            for (int second = 0; second < 26; second++) {
                String both = "" + (char) ('a' + first) + (char) ('a' + second);
                family.add(both, share[first][second] / sum * 0.02);
                for (int t = 0; t < tails.length; t++) {
                    double weight = share[first][second] / sum * StrictMath.pow(t + 1, -1.3);
                    family.add(Affixed.capital(both) + tails[t], weight * 0.5);
                    family.add(both + tails[t], weight * 0.15);
                }
                affixed.tail(family, both, share[first][second] / sum * 0.3);
            }
        }
        return family;
    }

    /** Three initials (surname, two given names) with what is put behind most: {@code Wzh123456}. */
    static Family threeInitials(Map<String, List<String>> hanyu) {
        String[] tails = {"123456", "@123456", "123456.", "123", "@123", "123456!", "123456@", "1234", "123456789", "12345678"};
        Family family = new Family("three initials");
        for (int first = 0; first < 26; first++) {
            double surname = 0.001 + letter(hanyu.get("surnames"), first);
            for (int second = 0; second < 26; second++) {
                double given = 0.002 + letter(hanyu.get("given"), second);
                for (int third = 0; third < 26; third++) {
                    double weight = surname * given * (0.002 + letter(hanyu.get("given"), third));
                    String all = "" + (char) ('a' + first) + (char) ('a' + second) + (char) ('a' + third);
                    for (int t = 0; t < tails.length; t++) {
                        double share = weight * StrictMath.pow(t + 1, -1.4);
                        family.add(Affixed.capital(all) + tails[t], share);
                        family.add(all + tails[t], share * 0.35);
                    }
                }
            }
        }
        return family;
    }

    private static double letter(List<String> syllables, int letter) {
        double weight = 0;
        for (int i = 0; i < syllables.size(); i++) {
            weight += syllables.get(i).charAt(0) - 'a' == letter ? StrictMath.pow(i + 2, -0.6) : 0;
        }
        return weight / 16;
    }

    /** Surname and given name written together. */
    static Family hanyu(Map<String, List<String>> hanyu, Affixed affixed) {
        Family family = new Family("chinese names");
        List<String> surnames = hanyu.get("surnames");
        List<String> given = hanyu.get("given");
        for (int s = 0; s < surnames.size(); s++) {
            double weight = StrictMath.pow(s + 2, -0.9) / 6;
            family.add(surnames.get(s), weight * 0.15);
            affixed.tail(family, surnames.get(s), weight * 0.4);
            for (int g = 0; g < given.size(); g++) {
                double both = weight * StrictMath.pow(g + 3, -0.8) / 6;
                family.add(surnames.get(s) + given.get(g), both * 0.3);
                affixed.tail(family, surnames.get(s) + given.get(g), both * 0.3);
                family.add(given.get(g) + given.get(g), both * 0.03);
            }
        }
        return family;
    }
}
