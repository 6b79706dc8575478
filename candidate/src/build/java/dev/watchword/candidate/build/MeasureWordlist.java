package dev.watchword.candidate.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchword.candidate.CandidatePlan;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Hints;
import dev.watchword.candidate.Wordlist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints which share of a capture a plan finds within its first 100, 1,000, 10,000 and 100,000 candidates, and what other
 * lists find of the same: the figures of {@code docs/candidates.md}. Every share is told twice: of what is distinct, and of
 * the tries. Prints no password.
 *
 * <p>Usage: {@code MeasureWordlist USER YEAR [--peer LIST]... FILE...}. A file has one password a line, or the number of its
 * tries, a tab and the password, or the number, a tab, the user it was tried for, a tab and the password; lines that say the
 * same are added up. Where users stand, each one's passwords are also looked for in that user's own plan. The empty password
 * is left out, because it is tried before the plan. The user {@code -} stands for the list alone. A peer is a file of one word
 * a line, the likeliest first; lines that start with {@code #!comment} are none.
 */
final class MeasureWordlist {

    private static final int[] WITHIN = {100, 1_000, 10_000, 100_000};
    private static final String ROW = "%-24s %-24s %-9s %9s %6s %6s %6s %6s%n";

    private record Try(String user, String word) {}

    /** What a capture holds: tries by word, and by user and word where users are known. */
    private record Capture(String name, Map<String, Long> words, Map<Try, Long> pairs) {}

    private final int year;
    private final Derivation derivation = new Derivation();
    private final Map<String, List<double[]>> means = new LinkedHashMap<>();

    private MeasureWordlist(int year) {
        this.year = year;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, Map<String, Integer>> peers = new LinkedHashMap<>();
        List<Path> files = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            if (arguments[i].equals("--peer")) {
                Path peer = Path.of(arguments[++i]);
                peers.put(peer.getFileName().toString(), peer(peer));
            } else {
                files.add(Path.of(arguments[i]));
            }
        }
        new MeasureWordlist(Integer.parseInt(arguments[1])).measure(arguments[0], peers, files);
    }

    private void measure(String user, Map<String, Map<String, Integer>> peers, List<Path> files) throws IOException {
        System.out.printf("list %s, years until %d%n", Wordlist.builtIn().version(), year);
        System.out.printf(ROW, "sample", "candidates", "counted", "of", "100", "1000", "10000", "100000");
        Map<String, Integer> places = places(plan(user));
        for (Path file : files) {
            Capture capture = read(file);
            for (Map.Entry<String, Map<String, Integer>> peer : peers.entrySet()) {
                tell(capture.name, peer.getKey(), capture.words, placed(capture.words.keySet(), peer.getValue()));
            }
            tell(capture.name, "plan of " + user, capture.words, placed(capture.words.keySet(), places));
            if (!capture.pairs.isEmpty()) {
                tell(capture.name, "plan of each user", capture.pairs, placed(capture.pairs.keySet()));
            }
        }
        for (Map.Entry<String, List<double[]>> mean : means.entrySet()) {
            String[] row = mean.getKey().split("\t", -1);
            double[] shares = new double[WITHIN.length];
            mean.getValue().forEach(each -> Arrays.setAll(shares, i -> shares[i] + each[i] / mean.getValue().size()));
            print("mean", row[0], row[1], mean.getValue().size(), shares);
        }
    }

    private CandidatePlan plan(String user) {
        if (user.equals("-")) {
            return new CandidatePlan(Wordlist.builtIn(), List.of());
        }
        Hints hints = new Hints(user, "", user, "", List.of(), List.of());
        return new CandidatePlan(Wordlist.builtIn(), derivation.derive(hints, year));
    }

    /** The place, counted from one, of each word that stands within the last limit. */
    private static Map<String, Integer> places(CandidatePlan plan) {
        Map<String, Integer> places = new HashMap<>();
        CandidatePlan.Cursor cursor = plan.start();
        while (places.size() < WITHIN[WITHIN.length - 1] && cursor.next()) {
            places.put(new String(cursor.word(), ISO_8859_1), places.size() + 1);
        }
        return places;
    }

    private static Map<String, Integer> placed(Set<String> words, Map<String, Integer> places) {
        return words.stream().filter(places::containsKey).collect(Collectors.toMap(word -> word, places::get));
    }

    /** The place of each pair's password in the plan of the pair's user. */
    private Map<Try, Integer> placed(Set<Try> pairs) {
        Map<Try, Integer> placed = new HashMap<>();
        pairs.stream().collect(Collectors.groupingBy(Try::user)).forEach((user, tries) -> {
            Map<String, Integer> places = places(plan(new String(user.getBytes(ISO_8859_1), UTF_8)));
            for (Try pair : tries) {
                Integer place = places.get(pair.word);
                if (place != null) {
                    placed.put(pair, place);
                }
            }
        });
        return placed;
    }

    private static Map<String, Integer> peer(Path file) throws IOException {
        Map<String, Integer> places = new HashMap<>();
        try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
            lines.filter(line -> !line.isEmpty() && !line.startsWith("#!comment"))
                    .forEach(line -> places.putIfAbsent(line, places.size() + 1));
        }
        return places;
    }

    private static Capture read(Path file) throws IOException {
        Map<String, Long> words = new LinkedHashMap<>();
        Map<Try, Long> pairs = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
            lines.map(line -> line.split("\t", 3)).filter(cells -> !cells[cells.length - 1].isEmpty()).forEach(cells -> {
                long tries = cells.length == 1 ? 1 : Long.parseLong(cells[0]);
                String word = cells[cells.length - 1];
                words.merge(word, tries, Long::sum);
                if (cells.length == 3) {
                    pairs.merge(new Try(cells[1], word), tries, Long::sum);
                }
            });
        }
        return new Capture(file.getFileName().toString(), words, pairs);
    }

    private <T> void tell(String sample, String candidates, Map<T, Long> tried, Map<T, Integer> places) {
        double[] distinct = new double[WITHIN.length];
        double[] tries = new double[WITHIN.length];
        long all = tried.values().stream().mapToLong(Long::longValue).sum();
        places.forEach((what, place) -> {
            for (int i = 0; i < WITHIN.length; i++) {
                if (place <= WITHIN[i]) {
                    distinct[i] += 1.0 / tried.size();
                    tries[i] += (double) tried.getOrDefault(what, 0L) / all;
                }
            }
        });
        count(sample, candidates, "distinct", tried.size(), distinct);
        if (all != tried.size()) {
            count(sample, candidates, "tries", all, tries);
        }
    }

    private void count(String sample, String candidates, String counted, long of, double[] shares) {
        means.computeIfAbsent(candidates + "\t" + counted, key -> new ArrayList<>()).add(shares);
        print(sample, candidates, counted, of, shares);
    }

    private static void print(String sample, String candidates, String counted, long of, double[] shares) {
        Object[] row = Stream.concat(
                        Stream.of(sample, candidates, counted, of),
                        Arrays.stream(shares).mapToObj(share -> String.format("%.1f%%", 100 * share)))
                .toArray();
        System.out.printf(ROW, row);
    }
}
