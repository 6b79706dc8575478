package dev.watchword.candidate.build;

import java.util.List;

/** Numbers that fingers and calendars make: repeats, runs, patterns of the keypad, dates, years. */
final class Digits {

    private Digits() {}

    static Family patterns() {
        Family family = new Family("digit patterns");
        for (int d = 0; d <= 9; d++) {
            double liking = d == 0 || d == 1 || d == 6 || d == 8 ? 3 : 1.2;
            for (int n = 1; n <= 12; n++) {
                family.add(Integer.toString(d).repeat(n), liking * (n == 6 || n == 8 ? 5 : n <= 4 ? 2.5 : n <= 10 ? 1 : 0.3));
            }
            for (int e = 0; e <= 9; e++) {
                String pair = "" + d + e;
                family.add(pair, 0.5);
                family.add(pair + pair, liking);
                family.add(pair + pair + pair, liking);
                family.add(pair + pair + pair + pair, 0.5);
                family.add("" + d + d + e + e, liking * 0.8);
                family.add("" + d + d + d + e + e + e, 0.6);
                family.add("" + d + e + e + d, 0.6);
                family.add("" + d + d + d + e, 0.3);
                family.add("" + d + e + e + e, 0.3);
                family.add("" + d + d + d + d + e + e + e + e, 0.3);
            }
        }
        String up = "01234567890123456789";
        String down = "98765432109876543210";
        for (int start = 0; start <= 9; start++) {
            for (int n = 2; n <= 10; n++) {
                double weight = start == 1 ? 12 : start == 0 ? 4 : 0.8;
                String run = up.substring(start, start + n);
                String fall = down.substring(start, start + n);
                family.add(run, weight * (n == 6 ? 3 : 1));
                family.add(fall, (start == 0 || n + start == 9 ? 4 : 0.5));
                family.add(run + new StringBuilder(run).reverse(), weight * 0.3);
                family.add(run + new StringBuilder(run).reverse().substring(1), weight * 0.12);
                family.add(run + run, weight * 0.35);
                family.add(run + "0", weight * 0.15);
                if (n <= 4) {
                    family.add(run + run + run, weight * 0.1);
                    family.add(doubled(run), weight * 0.6);
                }
                if (n == 5 || n == 6) {
                    family.add(doubled(run), weight * 0.4);
                }
            }
        }
        keypad(family);
        return family;
    }

    /** One digit once to ten times, which bots for devices try in full. */
    static Family repeats() {
        Family family = new Family("repeats");
        for (int digit = 0; digit <= 9; digit++) {
            for (int length = 1; length <= 10; length++) {
                family.add(Integer.toString(digit).repeat(length), length <= 8 ? 1 : 0.5);
            }
        }
        return family;
    }

    private static String doubled(String run) {
        StringBuilder made = new StringBuilder();
        for (char digit : run.toCharArray()) {
            made.append(digit).append(digit);
        }
        return made.toString();
    }

    private static void keypad(Family family) {
        List<String> lines = List.of("147", "258", "369", "159", "357", "753", "951", "741", "852", "963", "789", "456", "123", "321",
                "654", "987", "520", "521", "1314", "110", "120", "119", "114", "168", "163", "100", "200", "300", "007", "911", "404");
        for (int a = 0; a < lines.size(); a++) {
            double first = 6 / StrictMath.sqrt(a + 1.0);
            family.add(lines.get(a), first * 0.6);
            for (int b = 0; b < lines.size(); b++) {
                double weight = first * (b == a + 1 || b == a ? 1 : 0.25) / StrictMath.sqrt(b + 1.0) * 2;
                family.add(lines.get(a) + lines.get(b), weight);
                if (a < 14 && b < 14) {
                    for (int c = 0; c < 14; c++) {
                        family.add(lines.get(a) + lines.get(b) + lines.get(c), weight * (c == b + 1 ? 0.5 : 0.03));
                    }
                }
            }
        }
        double rank = 1;
        for (String known : ("5201314 1314520 7758521 7758258 5211314 1314521 520520 521521 1020304050 102030 10203040 010203 01020304 112358"
                        + " 1123581321 11235813 31415926 314159 3.14159 3.1415926 314159265 271828 8675309 4815162342 90210 1029384756 6969 696969"
                        + " 420420 12369874 123698745 147896325 1478963 14789632 147852 147852369 123654789 789654123 159357 159753 357159 951753"
                        + " 13579 135790 1357924680 2468 24680 246810 97531 13572468 135792468 098765 0987654321 19216811 192168 10010 10086 10000 12580"
                        + " 95588 12306 8008208820 13800138000 1q 0123 1230 1232 1235 1236 12321 123450 1234560 1234567899 123456780 12345679 1234568")
                .split(" ")) {
            family.add(known, 4 / StrictMath.sqrt(rank++));
        }
    }

    /** Years, and days written year-month-day and the other ways. */
    static Family dates() {
        Family family = new Family("dates");
        for (int year = 1940; year <= 2027; year++) {
            double weight = year >= 1965 && year <= 2005 ? 1 : year > 2005 ? 0.5 : 0.1;
            family.add(Integer.toString(year), weight * 120);
            family.add(Integer.toString(year) + year, weight * 6);
            if (year < 1960 || year > 2012) {
                continue;
            }
            for (int month = 1; month <= 12; month++) {
                for (int day = 1; day <= 31; day++) {
                    String yy = "%02d".formatted(year % 100);
                    double likely = weight * (month == day || month == 1 || month >= 10 ? 1.3 : 0.8);
                    family.add("%d%02d%02d".formatted(year, month, day), likely);
                    family.add("%s%02d%02d".formatted(yy, month, day), likely * 1.1);
                    family.add("%02d%02d%s".formatted(day, month, yy), likely * 0.6);
                    family.add("%02d%02d%s".formatted(month, day, yy), likely * 0.2);
                }
            }
        }
        return family;
    }

    /** Days written day-month-year or month-day-year in full. */
    static Family birthdays() {
        Family family = new Family("birthdays");
        for (int year = 1960; year <= 2012; year++) {
            double weight = year >= 1970 && year <= 2000 ? 1 : 0.4;
            for (int month = 1; month <= 12; month++) {
                for (int day = 1; day <= 31; day++) {
                    family.add("%02d%02d%d".formatted(day, month, year), weight * (month == day ? 1.6 : 1));
                    family.add("%02d%02d%d".formatted(month, day, year), weight * 0.15);
                }
            }
        }
        return family;
    }

    /** Days written year-month-day in full, as the dictionaries of leaks have them: mostly of who is grown up by now. */
    static Family days() {
        Family family = new Family("days");
        for (int year = 1970; year <= 2000; year++) {
            double weight = year >= 1978 && year <= 1992 ? 1 : 0.4;
            for (int month = 1; month <= 12; month++) {
                for (int day = 1; day <= 31; day++) {
                    family.add("%d%02d%02d".formatted(year, month, day), weight);
                }
            }
        }
        return family;
    }

    /** Any short number at all. */
    static Family any() {
        Family family = new Family("any number");
        for (int n = 0; n < 1000; n++) {
            family.add(Integer.toString(n), 1);
            family.add("%03d".formatted(n), 2);
        }
        for (int n = 0; n < 10000; n++) {
            family.add("%04d".formatted(n), 0.5);
        }
        return family;
    }
}
