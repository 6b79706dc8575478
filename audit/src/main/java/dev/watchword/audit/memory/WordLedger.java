package dev.watchword.audit.memory;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the words that were tried outside the ranked plan, and keeps one copy of each set of numbers: a thousand
 * accounts that were tried with the same list share one set. Not safe for concurrent use.
 */
final class WordLedger {

    private final Map<Fingerprint, Integer> numbers = new HashMap<>();
    private final List<Fingerprint> words = new ArrayList<>();
    private final Map<BitSet, BitSet> sets = new HashMap<>();

    /** The word's number, new when it was never seen. */
    int number(Fingerprint word) {
        return numbers.computeIfAbsent(word, w -> {
            words.add(w);
            return words.size() - 1;
        });
    }

    /** The word's number, or -1 when it was never tried on any account. */
    int knownNumber(Fingerprint word) {
        return numbers.getOrDefault(word, -1);
    }

    Fingerprint word(int number) {
        return words.get(number);
    }

    int size() {
        return words.size();
    }

    /** The one copy of a set with these numbers; the caller gives the set away. */
    BitSet shared(BitSet set) {
        return sets.computeIfAbsent(set, s -> s);
    }
}
