package dev.watchword.candidate;

import java.util.ArrayList;
import java.util.List;

/**
 * Seasons, months and common words with the year in which a rotating password was set. They are made when they are needed,
 * because a year in a stored list grows old.
 */
final class DatedWords {

    /** A word and its place among the built-in words. */
    record Dated(String text, int rank) {}

    /** What people put before a year when they must change a password; bots know it less. */
    private static final List<String> SEASONS = List.of("Summer", "Winter", "Spring", "Autumn");

    private static final int SEASON_YEARS = 3;
    private static final int FIRST_SEASON_RANK = 300;
    private static final int SEASON_STEP = 28;

    private static final int YEARS = 4;
    private static final int LAST_RANK = 25_000;

    /** What bots are seen to date comes before the seasons, which people date. */
    private static final List<String> WORDS = List.of(
            "P@ssw0rd",
            "Admin",
            "admin",
            "Password",
            "root",
            "Root",
            "Passw0rd",
            "ubuntu",
            "Linux",
            "Test",
            "Welcome",
            "user",
            "Qwer",
            "test",
            "password",
            "Server",
            "Abc",
            "Summer",
            "Winter",
            "oracle",
            "Huawei",
            "linux",
            "Ubuntu",
            "server",
            "welcome",
            "Spring",
            "Qwerty",
            "Aa",
            "qwer",
            "User",
            "Autumn",
            "Fall",
            "Pass",
            "postgres",
            "mysql",
            "odoo",
            "dev",
            "Company",
            "Changeme",
            "qwerty",
            "summer",
            "winter",
            "System",
            "Oracle",
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private static final List<String> MARKS = List.of("", "@", "", "@", "#", "_", "", ".", "");
    private static final List<String> ENDS = List.of("", "", "!", "!", "", "", "@", "", ".");

    private DatedWords() {}

    /** Words for passwords set in the year or in one of the three before. */
    static List<Dated> until(int year) {
        List<Dated> dated = new ArrayList<>(seasons(year));
        for (int ago = 0; ago < YEARS; ago++) {
            for (int f = 0; f < MARKS.size(); f++) {
                for (int w = 0; w < WORDS.size(); w++) {
                    int rank = 250 + (int) (60 * (w + 1) * (1 + ago) * (1 + 1.5 * f));
                    if (rank <= LAST_RANK) {
                        dated.add(new Dated(WORDS.get(w) + MARKS.get(f) + (year - ago) + ENDS.get(f), rank));
                    }
                }
            }
        }
        return List.copyOf(dated);
    }

    /** Seasons of this year and the two before: within the first thousand, which is what a dear scheme is tried with. */
    private static List<Dated> seasons(int year) {
        List<Dated> dated = new ArrayList<>();
        for (int ago = 0; ago < SEASON_YEARS; ago++) {
            for (String season : SEASONS) {
                for (String end : List.of("", "!")) {
                    dated.add(new Dated(season + (year - ago) + end, FIRST_SEASON_RANK + SEASON_STEP * dated.size()));
                }
            }
        }
        return dated;
    }
}
