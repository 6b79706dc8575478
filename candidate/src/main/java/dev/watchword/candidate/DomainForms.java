package dev.watchword.candidate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What bots make of the name of a host's domain, which they read from its address (met in 2026, some hundred words a domain): the name
 * with a year or a run of digits, with a mark between, behind or before.
 */
final class DomainForms {

    private static final List<String> MARKS = List.of("@", "", "!", "#", ".", "$", "_", "-");
    private static final List<String> RUNS = List.of("123", "1234", "1", "12", "321", "12345", "123456");
    private static final List<String> ENDS = List.of("", "!", "@", "#", ".", "!@#");
    private static final List<String> WORDS =
            List.of("admin", "root", "password", "P@ssw0rd", "Admin", "Password", "test");
    private static final int YEARS = 4;

    private static final Pattern DOMAIN = Pattern.compile("([\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,24}");

    private record Priced(Form form, int cost) {}

    private DomainForms() {}

    /**
     * The label of a name that says whose the host is: of {@code www.example.co.uk} it is {@code example}; empty without a domain, as
     * for an address or an image's name.
     */
    static String label(String host) {
        if (!DOMAIN.matcher(host).matches()) {
            return "";
        }
        String longest = "";
        List<String> labels = List.of(host.split("\\."));
        for (String label : labels.subList(0, labels.size() - 1)) {
            if (label.length() >= longest.length()) {
                longest = label;
            }
        }
        return longest;
    }

    /** The forms for passwords set until a year, the plainest first. */
    static List<Form> until(int year) {
        List<String> numbers = new ArrayList<>();
        for (int past = 0; past < YEARS; past++) {
            numbers.add(Integer.toString(year - past));
        }
        numbers.addAll(RUNS);
        List<Priced> priced = new ArrayList<>();
        List<Rule> cases = List.of(Rule.CAPITAL, Rule.AS_IS);
        for (int c = 0; c < cases.size(); c++) {
            for (int m = 0; m < MARKS.size(); m++) {
                String mark = MARKS.get(m);
                for (int n = 0; n < numbers.size(); n++) {
                    for (int e = 0; e < ENDS.size(); e++) {
                        String tail = mark + numbers.get(n) + ENDS.get(e);
                        priced.add(new Priced(new Form("", cases.get(c), tail), c + 2 * m + n + 3 * e));
                    }
                    if (!mark.isEmpty()) {
                        priced.add(new Priced(new Form(numbers.get(n) + mark, cases.get(c), ""), 8 + c + 2 * m + n));
                        priced.add(new Priced(new Form(mark + numbers.get(n), cases.get(c), ""), 10 + c + 2 * m + n));
                    }
                }
                priced.add(new Priced(new Form("", cases.get(c), mark), c + m));
                for (int w = 0; w < WORDS.size(); w++) {
                    priced.add(new Priced(new Form(WORDS.get(w) + mark, cases.get(c), ""), 8 + c + 3 * m + 2 * w));
                    priced.add(new Priced(new Form("", cases.get(c), mark + WORDS.get(w)), 9 + c + 3 * m + 2 * w));
                }
            }
        }
        priced.sort(Comparator.comparingInt(Priced::cost));
        return priced.stream().map(Priced::form).toList();
    }
}
