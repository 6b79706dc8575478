package dev.watchword.candidate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A shape that a password takes around a name: the name changed by a rule, text before it, text behind it.
 *
 * @param head text before the name
 * @param rule what happens to the name
 * @param tail text behind the name
 */
record Form(String head, Rule rule, String tail) {

    private record Part(String text, double cost) {}

    private record Cased(Rule rule, double cost) {}

    private record Priced(Form form, double cost) {}

    /**
     * Costs are logarithms of how rarely a part is met behind names in what bots try: a form's cost is the sum over its
     * parts, and forms are tried from the cheapest. They were set by hand from captures of 2016 to 2026.
     */
    private static final List<Cased> CASES = List.of(
            new Cased(Rule.AS_IS, 0),
            new Cased(Rule.CAPITAL, 0.9),
            new Cased(Rule.UPPER, 3.3),
            new Cased(Rule.LIGHT_LEET, 3.4),
            new Cased(Rule.LIGHT_LEET.then(Rule.CAPITAL), 3.8),
            new Cased(Rule.LOWER, 0.5));

    private static final List<Part> JOINTS =
            parts(": 0, @ 1.1, _ 2.6, . 2.5, # 2.6, ! 2.8, - 3.2, $ 3.8, * 4.2, @@ 4.6");

    private static final List<Part> NUMBERS = parts(
            "123 0.6, 1 1, 1234 0.9, 123456 0.9, 12345 1.2, 12 1.7, 12345678 2, 123456789 2, 1234567 2.4, 2 3, 01 2.9, 321 2.7,"
                    + " 111 3.3, 888 3.2, 666 3.3, 000 3.8, 007 3.7, 123123 3.3, 112233 3.6, 520 3.9, 11 3.9, 99 4.3, 88 4.1, 00 4.2,"
                    + " 654321 4, 1234567890 3.4, 02 4.3, 3 3.8, 69 4.8, 10 4.4, 100 4.3, 123321 4, 0 4.6, 5 4.7, 7 4.7, 22 4.7, 4321 4,"
                    + " 001 4.3, 1122 4.7, 21 4.9, 23 4.9, 77 5, 1314 5, 5201314 5, 110 5, 999 4.8, 111111 4.9, 000000 4.9");

    private static final List<Part> ENDS = parts(
            ": 0, ! 1.7, . 2.4, @ 2.5, # 2.9, !@# 2.4, $ 4, .. 4, !! 4, * 4.1, a 4.2, abc 4.4, ... 4.6, qwe 4.6, ? 4.6, @@ 4.6");

    private static final List<Part> YEARS =
            parts("0 1.9, 1 2.1, 2 2.5, 3 2.8, 4 3.1, 5 3.3, 6 3.6, 7 4, 8 4.4, 9 4.7, 10 5.1");

    private static final List<Part> MARKS = parts(
            "!@# 2, ! 2, @ 2.6, . 2.9, # 3.4, !@ 3.6, !@#$ 3.2, !@#$% 3.9, !@#$%^ 3.6, .. 3.8, !! 3.6, ... 4.2, !!! 4.2, * 4.2, $ 3.9,"
                    + " .com 3.9, 123!@# 2.5, !@#123 3, pass 3.1, password 3.3, pwd 3.6, admin 3.5, user 3.9, root 3.9, test 4.2, server 4.3,"
                    + " @pass 4.3, @password 4.4, passwd 3.7, qwe 3.9, qwerty 4.1, abc 4.1, 1q2w3e 3.9, 1q2w3e4r 3.7, 1qaz2wsx 3.8, qwer 4.5,"
                    + " !QAZ2wsx 4.3, @1qaz2wsx 4.5, 1qaz@WSX 4.5, db 4.4, web 4.6, sql 4.7, love 4.6, @admin 4.6, @root 4.7");

    private static final List<Part> HEADS = parts(
            "123 2.6, 1 3.6, 1234 3.6, 123456 3.5, 12 4, 12345 4, @ 3.8, ! 4.2, 321 4.6, my 4.1, the 4.8, new 4.6, 123@ 4,"
                    + " 1qaz2wsx 4.8, p@ss 5, pass 4, password 4.2, admin 4, 000 5, 111 5, 666 5, 888 5");

    /** The cheapest forms for passwords that were set in a year or some years before. */
    static List<Form> cheapest(int year, double limit) {
        List<Priced> priced = new ArrayList<>();
        for (Cased cased : CASES) {
            add(priced, "", cased, "", cased.cost, limit);
            numbered(priced, cased, year, limit);
            for (Part mark : MARKS) {
                add(priced, "", cased, mark.text, cased.cost + mark.cost, limit);
            }
            for (Part head : HEADS) {
                add(priced, head.text, cased, "", cased.cost + head.cost, limit);
            }
        }
        whole(priced, limit);
        counted(priced, year, limit);
        priced.sort(Comparator.comparingDouble(Priced::cost));
        return priced.stream().map(Priced::form).toList();
    }

    private static void numbered(List<Priced> priced, Cased cased, int year, double limit) {
        List<Part> numbers = new ArrayList<>(NUMBERS);
        for (Part ago : YEARS) {
            numbers.add(new Part(Integer.toString(year - Integer.parseInt(ago.text)), ago.cost));
        }
        for (Part number : numbers) {
            for (Part joint : JOINTS) {
                for (Part end : ENDS) {
                    double cost = cased.cost + number.cost + joint.cost + end.cost;
                    add(priced, "", cased, joint.text + number.text + end.text, cost, limit);
                }
            }
        }
    }

    /**
     * What bots put behind every account's name by whole rows (met in 2025 and 2026): each year since 2000, one digit
     * repeated, a small number, a day of the month with or without a mark behind it.
     */
    private static void counted(List<Priced> priced, int year, double limit) {
        Cased asIs = new Cased(Rule.AS_IS, 0);
        for (int past = 2000; past <= year; past++) {
            add(priced, "", asIs, Integer.toString(past), 3.9, limit);
        }
        for (int digit = 0; digit <= 9; digit++) {
            add(priced, "", asIs, Integer.toString(digit).repeat(3), 3.7, limit);
            add(priced, "", asIs, Integer.toString(digit).repeat(2), 4.2, limit);
            add(priced, "", asIs, Integer.toString(digit).repeat(6), 4.6, limit);
        }
        for (int number = 0; number <= 25; number++) {
            add(priced, "", asIs, Integer.toString(number), 4.4, limit);
        }
        Cased capital = new Cased(Rule.CAPITAL, 0.3);
        for (int day = 1; day <= 31; day++) {
            String twoDigits = "%02d".formatted(day);
            for (Cased cased : List.of(asIs, capital)) {
                add(priced, "", cased, twoDigits, 4.4 + cased.cost, limit);
                add(priced, "", cased, twoDigits + "!", 4.5 + cased.cost, limit);
                add(priced, "", cased, Integer.toString(day), 4.5 + cased.cost, limit);
            }
        }
    }

    /** Forms of the name alone. */
    private static void whole(List<Priced> priced, double limit) {
        add(priced, "", new Cased(Rule.REVERSED, 0), "", 1.8, limit);
        add(priced, "", new Cased(Rule.DOUBLED, 0), "", 1.7, limit);
        add(priced, "", new Cased(Rule.REVERSED.then(Rule.CAPITAL), 0), "", 4, limit);
        add(priced, "", new Cased(Rule.DOUBLED, 0), "123", 3.8, limit);
        add(priced, "", new Cased(Rule.REVERSED, 0), "123", 4, limit);
        add(priced, "", new Cased(name -> name + "@" + name, 0), "", 3.9, limit);
        add(priced, "", new Cased(name -> name + Rule.REVERSED.apply(name), 0), "", 4.6, limit);
        add(priced, "", new Cased(name -> name + name + name, 0), "", 4.2, limit);
    }

    private static void add(List<Priced> priced, String head, Cased cased, String tail, double cost, double limit) {
        if (cost <= limit) {
            priced.add(new Priced(new Form(head, cased.rule, tail), cost));
        }
    }

    private static List<Part> parts(String table) {
        List<Part> parts = new ArrayList<>();
        for (String cell : table.split(", ", -1)) {
            int blank = cell.lastIndexOf(' ');
            String text = cell.substring(0, blank);
            parts.add(new Part(text.equals(":") ? "" : text, Double.parseDouble(cell.substring(blank + 1))));
        }
        return List.copyOf(parts);
    }

    String of(String name) {
        return head + rule.apply(name) + tail;
    }
}
