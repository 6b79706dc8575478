package dev.watchword.candidate.build;

import java.util.List;
import java.util.Locale;

/** Words with look-alike characters, as {@code P@ssw0rd}, each with tails. */
final class Leet {

    private Leet() {}

    static Family family(List<String> words, Affixed affixed) {
        Family family = new Family("leet");
        for (int i = 0; i < words.size(); i++) {
            spell(family, affixed, words.get(i), 0, "", StrictMath.pow(i + 1, -1.2), false);
        }
        return family;
    }

    private static void spell(
            Family family, Affixed affixed, String word, int at, String made, double share, boolean changed) {
        if (share < 1e-5) {
            return;
        }
        if (at == word.length()) {
            if (changed) {
                finish(family, affixed, made, share);
            }
            return;
        }
        char letter = word.charAt(at);
        double rest = 1;
        String choices = choices(letter);
        for (int i = 0; i < choices.length(); i += 2) {
            double chance = (choices.charAt(i + 1) - '0') / 10.0 * 0.8;
            rest -= chance;
            spell(family, affixed, word, at + 1, made + choices.charAt(i), share * chance, true);
        }
        spell(family, affixed, word, at + 1, made + letter, share * rest, changed);
    }

    private static void finish(Family family, Affixed affixed, String made, double share) {
        family.add(made, share * 0.35);
        family.add(Affixed.capital(made), share * 0.25);
        family.add(made.toUpperCase(Locale.ROOT), share * 0.03);
        int w = made.indexOf('w');
        if (w > 0) {
            family.add(Affixed.capital(made.substring(0, w)) + Affixed.capital(made.substring(w)), share * 0.04);
            affixed.tail(family, made.substring(0, w) + Affixed.capital(made.substring(w)), share * 0.04);
        }
        affixed.tail(family, made, share * 0.4);
    }

    /** Replacements of a letter, each followed by its chance in tenths. */
    private static String choices(char letter) {
        return switch (letter) {
            case 'a' -> "@541";
            case 'o' -> "06";
            case 's' -> "$251";
            case 'e' -> "32";
            case 'i' -> "12!1";
            case 'l' -> "11";
            case 't' -> "71";
            default -> "";
        };
    }
}
