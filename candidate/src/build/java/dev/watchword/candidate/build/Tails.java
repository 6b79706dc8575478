package dev.watchword.candidate.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What people put behind a word to please a rule: a mark, digits, a mark. The shares were set by hand from what bots
 * try on servers (2016 to 2026) and add up to one.
 */
final class Tails {

    /** A tail and its share. */
    record Tail(String text, double share) {}

    private record Part(String text, double weight) {}

    private static final String DIGITS = "123:20 123456:15 1234:10 12345:6 1:7 123456789:5 12:3.5 12345678:4 123123:2 112233:1.6"
            + " 123321:1.4 1234567:2.5 321:1.2 01:1.2 888:1.1 111:1 666:.8 4321:.5 654321:.7 000:.5 111111:.5 520:.7 521:.3 1314:.5"
            + " 5201314:.35 2:.9 3:.5 0:.4 4:.2 5:.25 7:.25 9:.2 8:.2 6:.15 00:.5 02:.2 03:.12 10:.3 11:.6 12:.3 13:.25 22:.3 23:.2 33:.1"
            + " 44:.08 55:.1 66:.2 69:.2 77:.2 88:.6 99:.4 21:.15 007:.35 001:.6 002:.1 100:.25 110:.15 101:.15 1122:.25 666888:.3"
            + " 147258:.4 147258369:.25 159753:.15 000000:.35 888888:.4 666666:.4 1111:.4 0000:.35 8888:.3 6666:.2 1212:.1 987654321:.25"
            + " 1234567890:1.2 0123:.15 123654:.2 789:.15 456:.2 789456:.1 222:.15 333:.15 555:.1 777:.15 999:.25 168:.2 163:.1 188:.1"
            + " 10086:.1 911:.08 121:.08 1234321:.04 11111:.1 00000:.08 121212:.1 222222:.08 521521:.05 520520:.05";
    private static final String SEPARATORS =
            ":58 @:22 _:3 .:4 #:2.6 !:3.2 -:1.2 $:.7 *:.3 &:.2 %:.15 =:.1 +:.2 @@:.4 !@:.3 ?:.05";
    private static final String ENDS = ":80 .:4 !:5 @:3 #:1.4 $:.6 ..:.7 ...:.35 *:.5 !!:.3 !@#:1 !@:.3 a:.5 q:.3 qwe:.3 abc:.3 A:.1"
            + " ?:.25 @@:.3 +:.1 %:.2 &:.1 ~:.05 -:.1 !!!:.1 #$:.15 @#:.15 $%^:.15 !@#$:.2 com:.1 ad:.03";
    private static final String MARKS = "!@#:4 !@#$:1.2 !@#$%^:.6 !@#$%:.4 !@:.6 !:3.5 @:.9 #:.3 $:.3 .:.9 ..:.3 ...:.25 !!:.35 !!!:.3"
            + " @@:.25 *:.2 ++:.08 ?:.1 .com:.7 .cn:.15 .net:.1 123!@#:1.4 !@#123:1.4 1234!@#$:.4 123$%^:.3 !@#456:.2 !@#$1234:.2"
            + " 1q2w3e:.4 1q2w3e4r:.45 1qaz2wsx:.25 1qaz:.2 qwe:.4 abc:.35 pass:.5 password:.3 pwd:.2 admin:.4 root:.2 qwerty:.2 qaz:.15"
            + " asd:.2 zxc:.15 qwer:.2 abcd:.1 aa:.1 a:.3 s:.3 xx:.05 love:.1 2wsx:.05 !QAZ:.1 @WSX:.06 !QAZ2wsx:.08 #EDC:.03 er:.08 man:.05";

    private Tails() {}

    /** All tails with a share above the least, likeliest first; the empty tail is not among them. */
    static List<Tail> above(double least) {
        List<Part> digits = parts(DIGITS);
        years(digits);
        List<Tail> tails = new ArrayList<>();
        double numbered = 0.82;
        for (Part digit : scaled(digits)) {
            for (Part separator : scaled(parts(SEPARATORS))) {
                for (Part end : scaled(parts(ENDS))) {
                    double share = numbered * digit.weight * separator.weight * end.weight;
                    if (share >= least) {
                        tails.add(new Tail(separator.text + digit.text + end.text, share));
                    }
                }
            }
        }
        for (Part mark : scaled(parts(MARKS))) {
            tails.add(new Tail(mark.text, (1 - numbered) * mark.weight));
        }
        tails.sort(Comparator.comparingDouble(Tail::share).reversed().thenComparing(Tail::text));
        return tails;
    }

    /** Years a person is born in, began to work in, or set the password in; the present ones are made at run time. */
    private static void years(List<Part> digits) {
        for (int year = 1960; year <= 2026; year++) {
            double weight = year >= 2020 ? 0.8 : year >= 2010 ? 0.35 : year >= 1980 ? 0.1 : 0.04;
            digits.add(new Part(Integer.toString(year), weight));
        }
    }

    private static List<Part> parts(String table) {
        List<Part> parts = new ArrayList<>();
        for (String cell : table.trim().split(" ")) {
            int colon = cell.lastIndexOf(':');
            parts.add(new Part(cell.substring(0, colon), Double.parseDouble(cell.substring(colon + 1))));
        }
        return parts;
    }

    private static List<Part> scaled(List<Part> parts) {
        double sum = parts.stream().mapToDouble(Part::weight).sum();
        return parts.stream().map(part -> new Part(part.text, part.weight / sum)).toList();
    }
}
