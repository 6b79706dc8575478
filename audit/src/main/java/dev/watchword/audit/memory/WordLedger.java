package dev.watchword.audit.memory;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the words that were tried outside the ranked plan, and keeps one copy of each set of numbers: a thousand
 * accounts that were tried with the same list share one set. Not safe for concurrent use.
 */
final class WordLedger {

    private final FingerprintTable words = new FingerprintTable();
    private final Map<BitSet, BitSet> sets = new HashMap<>();

    /** The word's number, new when it was never seen. */
    int number(Fingerprint word) {
        return words.number(word);
    }

    /** The word's number, or -1 when it was never tried on any account. */
    int knownNumber(Fingerprint word) {
        return words.find(word);
    }

    Fingerprint word(int number) {
        return words.get(number);
    }

    /** Makes room for so many words in all. */
    void makeRoom(int most) {
        words.makeRoom(most);
    }

    /** The one copy of a set with these numbers; the caller gives the set away. */
    BitSet shared(BitSet set) {
        return sets.computeIfAbsent(set, s -> s);
    }
}
