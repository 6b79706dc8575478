package dev.watchword.audit;

import dev.watchword.audit.memory.Fingerprinter;
import dev.watchword.audit.memory.Memory;
import dev.watchword.candidate.Candidates;
import dev.watchword.candidate.Origin;
import dev.watchword.candidate.PackedWords;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The words that every account is tried with before its ranked plan: the empty password, the operator's words in their
 * order, clear passwords that stand elsewhere on the machine, and, while the scan goes on, passwords just found. Grows
 * only; guarded by the schedule's lock.
 */
final class ExtraWords {

    private static final Origin[] ORIGINS = Origin.values();

    private final PackedWords words;
    private final Ints origins;
    private final Ints numbers;
    private final Map<Integer, BitSet> prefixes = new HashMap<>();
    private final Map<BitSet, Boolean> judged = new IdentityHashMap<>();
    private int judgedAtSize;
    private final Memory memory;
    private final Fingerprinter fingerprinter;

    /** @param expected about how many words will be added */
    ExtraWords(Memory memory, int expected) {
        this.memory = memory;
        this.fingerprinter = memory.fingerprinter();
        this.words = new PackedWords(expected);
        this.origins = new Ints(expected);
        this.numbers = new Ints(expected);
    }

    /** Appends the word; false when it is there already or no password can be that long. */
    boolean add(byte[] word, Origin origin) {
        if (word.length > Candidates.MAX_BYTES || !words.add(word, 0, word.length)) {
            return false;
        }
        origins.add(origin.ordinal());
        numbers.add(memory.number(fingerprinter, word));
        return true;
    }

    int size() {
        return words.size();
    }

    /** A copy of the word at a place. */
    byte[] word(int place) {
        return words.word(place);
    }

    /** Its number in the memory's sets of tried words. */
    int number(int place) {
        return numbers.get(place);
    }

    Origin origin(int place) {
        return ORIGINS[origins.get(place)];
    }

    /** The word's place, or -1. */
    int placeOf(byte[] word) {
        return words.indexOf(word, 0, word.length);
    }

    /** The numbers of the first {@code size} words; not to be changed. */
    BitSet numbers(int size) {
        return prefixes.computeIfAbsent(size, n -> {
            BitSet first = new BitSet();
            for (int i = 0; i < n; i++) {
                first.set(numbers.get(i));
            }
            return first;
        });
    }

    /** The numbers of the first {@code size} words but those of one origin. */
    BitSet numbersWithout(Origin origin, int size) {
        BitSet others = new BitSet();
        for (int i = 0; i < size; i++) {
            if (origin(i) != origin) {
                others.set(numbers.get(i));
            }
        }
        return others;
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
        int number = memory.knownNumber(fingerprinter, word);
        return number >= 0 && tried.get(number);
    }
}
