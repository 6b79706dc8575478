package dev.watchword.server.console.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What norms ask for, as far as the fields can say it; what they cannot say and where norms contradict each other is told in
 * the texts {@code policy.WORD-1}, {@code policy.WORD-2} and so on.
 */
enum PolicyPreset {
    /** NIST SP 800-63B-4, section 3.1.1.2: 15 characters as the only factor, no composition, no periodic change, a blocklist. */
    NIST("nist", 5, List.of(15, 2, 0, 0, 0, 0), true),
    /** PCI DSS 4.0.1, requirements 8.3.6, 8.3.7 and 8.3.9. */
    PCI("pci", 5, List.of(12, 2, 0, 4, 90, 0), false),
    /** GB/T 22239-2019, 8.1.4.1 a), which gives no numbers, as assessors after GB/T 28448-2019 commonly read it. */
    MLPS("mlps", 4, List.of(8, 3, 0, 5, 90, 0), false);

    private final String word;
    private final int remarks;
    private final PolicyFields fields;

    PolicyPreset(String word, int remarks, List<Integer> numbers, boolean words) {
        this.word = word;
        this.remarks = remarks;
        this.fields = PolicyFields.of(numbers, true, true, words);
    }

    static Optional<PolicyPreset> of(String word) {
        return Stream.of(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    PolicyFields fields() {
        return fields;
    }

    /** The keys of what is to be known before saving it. */
    List<String> remarks() {
        return Stream.iterate(1, number -> number <= remarks, number -> number + 1)
                .map(number -> "policy." + word + "-" + number)
                .toList();
    }
}
