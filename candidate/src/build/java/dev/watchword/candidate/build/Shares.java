package dev.watchword.candidate.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much of what bots try each family accounts for, estimated from a sample by expectation and maximisation. Run by
 * hand when a family is added; the shares that it prints are kept in {@code shares.txt}, the sample is not.
 */
final class Shares {

    private Shares() {}

    static double[] fit(List<Family> families, Path samples) throws IOException {
        List<String> words = new ArrayList<>();
        try (var files = Files.list(samples)) {
            for (Path file : files.sorted().toList()) {
                words.addAll(Files.readAllLines(file));
            }
        }
        double[] shares = new double[families.size()];
        Arrays.fill(shares, 1.0 / shares.length);
        for (int round = 0; round < 200; round++) {
            double[] next = new double[shares.length];
            double seen = 0;
            for (String word : words) {
                double[] part = new double[shares.length];
                double sum = 0;
                for (int f = 0; f < part.length; f++) {
                    part[f] = shares[f] * families.get(f).probability(word);
                    sum += part[f];
                }
                if (sum > 0) {
                    seen++;
                    for (int f = 0; f < part.length; f++) {
                        next[f] += part[f] / sum;
                    }
                }
            }
            for (int f = 0; f < shares.length; f++) {
                shares[f] = (next[f] + 2) / (seen + 2 * shares.length);
            }
        }
        return shares;
    }
}
