package dev.watchword.candidate.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How much of what bots try each family accounts for, estimated from samples by expectation and maximisation. Run by
 * hand when a family is added; the shares that it prints are kept in {@code shares.txt}, the samples are not.
 *
 * <p>Samples of pairs are given without the passwords that the user's own name is part of: the account's words make those.
 * A sample counts as {@value #SAMPLE} words however long it is, but none of its words more than one and a half times:
 * a long list of one bot shall not outvote the others. The shares that stand, which earlier samples gave, count as
 * {@value #STANDING} words more, so that a new sample moves them and does not replace them.
 */
final class Shares {

    private static final double SAMPLE = 350;
    private static final double STANDING = 400;

    private Shares() {}

    static double[] fit(List<Family> families, Map<String, Double> standing, Path samples) throws IOException {
        List<String> words = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        try (var files = Files.list(samples)) {
            for (Path file : files.sorted().toList()) {
                List<String> sample = Files.readAllLines(file);
                words.addAll(sample);
                weights.addAll(Collections.nCopies(sample.size(), Math.min(1.5, SAMPLE / sample.size())));
            }
        }
        double[] before = families.stream().mapToDouble(family -> standing.getOrDefault(family.name.replace(' ', '-'), 0.0)).toArray();
        double[] shares = new double[families.size()];
        Arrays.fill(shares, 1.0 / shares.length);
        for (int round = 0; round < 200; round++) {
            double[] next = new double[shares.length];
            double seen = 0;
            for (int w = 0; w < words.size(); w++) {
                String word = words.get(w);
                double[] part = new double[shares.length];
                double sum = 0;
                for (int f = 0; f < part.length; f++) {
                    part[f] = shares[f] * families.get(f).probability(word);
                    sum += part[f];
                }
                if (sum > 0) {
                    seen += weights.get(w);
                    for (int f = 0; f < part.length; f++) {
                        next[f] += weights.get(w) * part[f] / sum;
                    }
                }
            }
            for (int f = 0; f < shares.length; f++) {
                shares[f] = (next[f] + STANDING * before[f] + 2) / (seen + STANDING + 2 * shares.length);
            }
        }
        return shares;
    }
}
