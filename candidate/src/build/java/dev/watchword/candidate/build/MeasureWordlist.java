package dev.watchword.candidate.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.watchword.candidate.CandidatePlan;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Hints;
import dev.watchword.candidate.Wordlist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints which share of a capture's distinct passwords an account's plan finds within its first 100, 1,000, 10,000 and
 * 100,000 candidates: the figures of {@code docs/candidates.md}. Prints no password.
 *
 * <p>Usage: {@code MeasureWordlist USER YEAR FILE...}. A file has one password a line, in any order; a repeated one and the
 * empty one are left out, the latter because it is tried before the plan. The user {@code -} stands for the list alone.
 */
final class MeasureWordlist {

    private static final int[] WITHIN = {100, 1_000, 10_000, 100_000};

    private MeasureWordlist() {}

    public static void main(String[] arguments) throws IOException {
        CandidatePlan plan = plan(arguments[0], Integer.parseInt(arguments[1]));
        Map<String, Integer> places = places(plan);
        System.out.printf("list %s, plan of %s%n", Wordlist.builtIn().version(), arguments[0]);
        System.out.printf("%-28s %8s %6d %6d %6d %6d%n", "sample", "distinct", WITHIN[0], WITHIN[1], WITHIN[2], WITHIN[3]);
        double[] sum = new double[WITHIN.length];
        List<Path> files = Arrays.stream(arguments).skip(2).map(Path::of).toList();
        for (Path file : files) {
            List<String> sample = distinct(file);
            double[] found = shares(sample, places);
            for (int i = 0; i < found.length; i++) {
                sum[i] += found[i] / files.size();
            }
            print(file.getFileName().toString(), sample.size(), found);
        }
        print("mean", files.size(), sum);
    }

    private static CandidatePlan plan(String user, int year) {
        if (user.equals("-")) {
            return new CandidatePlan(Wordlist.builtIn(), List.of());
        }
        Hints hints = new Hints(user, user, user, "", List.of(), List.of("system", "linux"));
        return new CandidatePlan(Wordlist.builtIn(), new Derivation().derive(hints, year));
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

    private static List<String> distinct(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
            return lines.filter(line -> !line.isEmpty()).distinct().toList();
        }
    }

    private static double[] shares(List<String> sample, Map<String, Integer> places) {
        return Arrays.stream(WITHIN)
                .mapToDouble(within -> (double) sample.stream()
                                .filter(word -> places.getOrDefault(word, Integer.MAX_VALUE) <= within)
                                .count()
                        / Math.max(1, sample.size()))
                .toArray();
    }

    private static void print(String name, int size, double[] found) {
        System.out.printf("%-28s %8d %5.1f%% %5.1f%% %5.1f%% %5.1f%%%n", name, size, 100 * found[0], 100 * found[1], 100 * found[2], 100 * found[3]);
    }
}
