package dev.watchword.candidate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Makes the words that an account's owner may have chosen: from the user name, the home directory, the full name, the
 * host, the organisation and the products, and from the seasons of the current years. Each word has its rank among the
 * words of the {@linkplain Wordlist#builtIn() built-in list}: a few of the user name's forms come among the first hundred,
 * rarer ones further and further down.
 *
 * <p>The same hints and year give the same words in the same order, and never more than {@link #MAX_WORDS}, however
 * hostile the hints. Safe for any number of threads.
 */
public final class Derivation {

    /** Most words of one account. */
    public static final int MAX_WORDS = 20_000;

    /** Changes when any word or rank changes, so that a stored position is not carried over. */
    private static final String VERSION = "4";

    private static final double USER_COST = 5.9;
    private static final double NAME_COST = 3.6;
    private static final double PRODUCT_COST = 4.2;
    private static final int MAX_ORGANISATION = 12;
    private static final int MAX_PRODUCTS = 6;
    private static final int HOST_PARTS = 4;

    private final ConcurrentMap<Integer, List<Form>> forms = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, List<Form>> domains = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, List<DatedWords.Dated>> dated = new ConcurrentHashMap<>();

    /** Which words this derivation makes: the rules' version. */
    public String version() {
        return VERSION;
    }

    /** The words of an account for passwords set until the given year, by rank ascending, each once. */
    public List<RankedWord> derive(Hints hints, int year) {
        if (year < 1970 || year > 9999) {
            throw new IllegalArgumentException("year " + year + ", expected 1970 to 9999");
        }
        DerivedWords words = new DerivedWords(MAX_WORDS);
        user(words, hints, year);
        products(words, hints.products(), year);
        people(words, hints, year);
        places(words, hints, year);
        for (DatedWords.Dated word : dated.computeIfAbsent(year, DatedWords::until)) {
            words.add(word.text(), word.rank(), Origin.DERIVED);
        }
        return words.ranked();
    }

    private void user(DerivedWords words, Hints hints, int year) {
        List<String> names = Names.whole(hints.userName());
        for (int n = 0; n < names.size(); n++) {
            String name = names.get(n);
            int place = 0;
            for (Form form : forms(year, USER_COST)) {
                String word = form.of(name);
                words.add(word, userRank(place++) + 40 * n, userOrigin(name, word));
            }
        }
        List<String> parts = Names.parts(hints.userName());
        for (int p = 0; p < parts.size(); p++) {
            formed(words, parts.get(p), year, NAME_COST, 60 + 60 * p, 14);
        }
        for (String name : names) {
            String base = withoutNumber(name);
            if (base.length() >= 2 && base.length() < name.length()) {
                formed(words, base, year, NAME_COST, 50, 14);
            }
        }
    }

    private static String withoutNumber(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
            end--;
        }
        return name.substring(0, end);
    }

    private static Origin userOrigin(String name, String word) {
        boolean same = word.equalsIgnoreCase(name) || word.equalsIgnoreCase(Rule.REVERSED.apply(name));
        return same ? Origin.USER_NAME : Origin.DERIVED;
    }

    /** The first fifteen spread over the first hundred of the list, then ever thinner. */
    private static int userRank(int place) {
        if (place < 15) {
            return 1 + 5 * place;
        }
        if (place < 40) {
            return 76 + 10 * (place - 15);
        }
        if (place < 100) {
            return 326 + 20 * (place - 40);
        }
        return 1526 + (int) StrictMath.pow(place - 100.0, 1.5);
    }

    private void products(DerivedWords words, List<String> products, int year) {
        for (int p = 0; p < Math.min(products.size(), MAX_PRODUCTS); p++) {
            int place = 0;
            for (String known : ProductDefaults.of(products.get(p))) {
                words.add(known, 3 + 8 * place++ + 4 * p, Origin.PRODUCT_DEFAULT);
            }
            for (String name : Names.whole(products.get(p))) {
                formed(words, name, year, PRODUCT_COST, 12 + 30 * p, 12);
            }
        }
    }

    private void people(DerivedWords words, Hints hints, int year) {
        if (!hints.home().equals(hints.userName())) {
            for (String name : Names.whole(hints.home())) {
                formed(words, name, year, NAME_COST, 40, 14);
            }
        }
        List<String> parts = Names.parts(hints.fullName());
        for (int p = 0; p < parts.size(); p++) {
            formed(words, parts.get(p).toLowerCase(Locale.ROOT), year, NAME_COST, 40 + 25 * p, 14);
            formed(words, parts.get(p), year, 2.5, 60 + 25 * p, 14);
        }
        List<String> joined = joined(parts);
        for (int j = 0; j < joined.size(); j++) {
            formed(words, joined.get(j), year, 2.8, 80 + 30 * j, 20);
        }
    }

    /** Ways in which a first and a last name are drawn together, in either order of the two. */
    private static List<String> joined(List<String> parts) {
        if (parts.size() < 2) {
            return List.of();
        }
        String first = parts.getFirst().toLowerCase(Locale.ROOT);
        String last = parts.getLast().toLowerCase(Locale.ROOT);
        String f = initial(first);
        String l = initial(last);
        StringBuilder initials = new StringBuilder();
        parts.forEach(part -> initials.append(initial(part.toLowerCase(Locale.ROOT))));
        Set<String> joined = new LinkedHashSet<>(List.of(
                f + last,
                first + last,
                initials.toString(),
                last + f,
                first + "." + last,
                f + l,
                l + f,
                last + first,
                first + l,
                l + first,
                first + "_" + last,
                f + "." + last,
                last + initials.substring(0, Math.max(1, initials.length() - l.length()))));
        joined.removeIf(name -> name.length() > Names.MAX_LENGTH || name.length() < 2);
        return new ArrayList<>(joined);
    }

    private static String initial(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1));
    }

    private void places(DerivedWords words, Hints hints, int year) {
        for (String name : Names.whole(hints.host())) {
            formed(words, name, year, 2.0, 150, 16);
        }
        List<String> parts = Names.parts(hints.host());
        for (int p = 0; p < Math.min(parts.size(), HOST_PARTS); p++) {
            formed(words, parts.get(p), year, NAME_COST, 60 + 60 * p, 16);
        }
        for (String name : Names.whole(DomainForms.label(hints.host()))) {
            int place = 0;
            for (Form form : domains.computeIfAbsent(year, DomainForms::until)) {
                words.add(form.of(name.toLowerCase(Locale.ROOT)), 200 + 25 * place++, Origin.DERIVED);
            }
        }
        List<String> organisation = hints.organisation();
        for (int o = 0; o < Math.min(organisation.size(), MAX_ORGANISATION); o++) {
            double cost = o < 4 ? PRODUCT_COST : 3.4;
            for (String name : Names.whole(organisation.get(o))) {
                formed(words, name.toLowerCase(Locale.ROOT), year, cost, 30 + 20 * o, 12);
                formed(words, name, year, 3, 30 + 20 * o, 14);
            }
            List<String> organisationParts = Names.parts(organisation.get(o));
            for (int p = 0; p < organisationParts.size(); p++) {
                formed(words, organisationParts.get(p).toLowerCase(Locale.ROOT), year, cost, 50 + 20 * (o + p), 14);
            }
        }
    }

    private void formed(DerivedWords words, String name, int year, double cost, int start, double pace) {
        int place = 0;
        for (Form form : forms(year, cost)) {
            int rank = start + (int) (pace * place + StrictMath.pow(place, 1.6) * 0.4);
            words.add(form.of(name), rank, Origin.DERIVED);
            place++;
        }
    }

    private List<Form> forms(int year, double cost) {
        int key = year * 100 + (int) Math.round(cost * 10);
        return forms.computeIfAbsent(key, made -> Form.cheapest(year, cost));
    }
}
