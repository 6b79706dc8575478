package dev.watchword.audit;

import dev.watchword.audit.memory.Fingerprint;
import dev.watchword.audit.memory.Fingerprinter;
import dev.watchword.audit.memory.Memory;
import dev.watchword.candidate.Candidates;
import dev.watchword.candidate.Origin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that every account is tried with before its ranked plan: the empty password, the operator's words in their
 * order, clear passwords that stand elsewhere on the machine, and, while the scan goes on, passwords just found. Grows
 * only; guarded by the schedule's lock.
 */
final class ExtraWords {

    /** A word with its origin and its number in the memory's sets of tried words. */
    record Extra(byte[] bytes, Origin origin, int number) {}

    private final List<Extra> words = new ArrayList<>();
    private final Map<Word, Integer> places = new HashMap<>();
    private final Map<Integer, BitSet> prefixes = new HashMap<>();
    private final Map<BitSet, Boolean> judged = new IdentityHashMap<>();
    private int judgedAtSize;
    private final Memory memory;
    private final Fingerprinter fingerprinter;

    ExtraWords(Memory memory) {
        this.memory = memory;
        this.fingerprinter = memory.fingerprinter();
    }

    /** Appends the word; false when it is there already or no password can be that long. */
    boolean add(byte[] word, Origin origin) {
        if (word.length > Candidates.MAX_BYTES || places.putIfAbsent(new Word(word), words.size()) != null) {
            return false;
        }
        return words.add(new Extra(word, origin, memory.number(fingerprint(word))));
    }

    int size() {
        return words.size();
    }

    Extra get(int place) {
        return words.get(place);
    }

    /** The word's place, or -1. */
    int placeOf(byte[] word) {
        return places.getOrDefault(new Word(word), -1);
    }

    /** The numbers of the first {@code size} words; not to be changed. */
    BitSet numbers(int size) {
        return prefixes.computeIfAbsent(size, n -> {
            BitSet numbers = new BitSet();
            words.subList(0, n).forEach(word -> numbers.set(word.number()));
            return numbers;
        });
    }

    /** The numbers of the first {@code size} words but those of one origin. */
    BitSet numbersWithout(Origin origin, int size) {
        BitSet numbers = new BitSet();
        words.subList(0, size).stream()
                .filter(word -> word.origin() != origin)
                .forEach(word -> numbers.set(word.number()));
        return numbers;
    }

    /** Whether a set of tried words holds one that is not among these: a word of a former list. Asked again, it knows. */
    boolean lacksSomeOf(BitSet tried) {
        if (tried.isEmpty()) {
            return false;
        }
        if (judgedAtSize != size()) {
            judged.clear();
            judgedAtSize = size();
        }
        return judged.computeIfAbsent(tried, set -> {
            BitSet former = (BitSet) set.clone();
            former.andNot(numbers(size()));
            return !former.isEmpty();
        });
    }

    /** Whether the word has a number in a set of tried words. */
    boolean isAmong(byte[] word, BitSet tried) {
        int number = memory.knownNumber(fingerprint(word));
        return number >= 0 && tried.get(number);
    }

    private Fingerprint fingerprint(byte[] word) {
        return fingerprinter.of("word", word);
    }
}
