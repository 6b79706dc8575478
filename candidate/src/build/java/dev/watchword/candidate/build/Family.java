package dev.watchword.candidate.build;

import java.util.HashMap;
import java.util.Map;

/**
 * One way in which people come to a password (a leaked list, a name with a tail of digits, a walk on the keyboard), as a
 * table of words and how likely the family makes each, before the family's own share is applied.
 */
final class Family {

    final String name;
    private final Map<String, Double> weights = new HashMap<>();
    private double total;

    Family(String name) {
        this.name = name;
    }

    /** Adds weight to a word; a word that two shapes of the family make gets the sum. */
    void add(String word, double weight) {
        if (!fit(word)) {
            return;
        }
        weights.merge(word, weight, Double::sum);
        total += weight;
    }

    double probability(String word) {
        Double weight = weights.get(word);
        return weight == null ? 0 : weight / total;
    }

    Map<String, Double> weights() {
        return weights;
    }

    double total() {
        return total;
    }

    /** Only printable ASCII, and no longer than what a person types twice. */
    private static boolean fit(String word) {
        if (word.isEmpty() || word.length() > 40) {
            return false;
        }
        return word.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }
}
