package dev.watchword.audit;

import dev.watchword.audit.memory.Fingerprinter;
import dev.watchword.audit.memory.Memory;
import dev.watchword.candidate.Candidates;
import dev.watchword.candidate.Origin;
import dev.watchword.candidate.PackedWords;
import dev.watchword.candidate.Wordlist;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The words that every account is tried with before its ranked plan: the empty password if there is such a plan, the operator's words in
 * their order, clear passwords that stand elsewhere on the machine, and, while the scan goes on, passwords just found. Grows
 * only; guarded by the schedule's lock.
 */
final class ExtraWords {

    private static final Origin[] ORIGINS = Origin.values();

    private static final byte[] EMPTY = new byte[0];

    private final Wordlist custom;

    /** The place of the operator's first word, behind the empty one where that is tried. */
    private final int listed;

    /** The place of the first word behind the operator's. */
    private final int further;

    private final PackedWords words = new PackedWords(0);
    private final Ints origins = new Ints(4);
    private final Ints numbers;
    private final Map<Integer, BitSet> prefixes = new HashMap<>();
    private final Map<BitSet, Boolean> judged = new IdentityHashMap<>();
    private int judgedAtSize;
    private final Memory memory;
    private final Fingerprinter fingerprinter;

    /** The empty password, if it is to be tried, and the operator's words; no others yet. */
    ExtraWords(Memory memory, Wordlist custom, boolean withEmpty) {
        this.memory = memory;
        this.fingerprinter = memory.fingerprinter();
        this.custom = custom;
        this.listed = withEmpty ? 1 : 0;
        this.further = listed + custom.size();
        this.numbers = new Ints(further);
        for (int place = 0; place < further; place++) {
            numbers.add(memory.number(fingerprinter, word(place)));
        }
    }

    /** Appends the word; false when it is there already or no password can be that long. */
    boolean add(byte[] word, Origin origin) {
        if (word.length > Candidates.MAX_BYTES || placeOf(word) >= 0) {
            return false;
        }
        words.add(word, 0, word.length);
        origins.add(origin.ordinal());
        numbers.add(memory.number(fingerprinter, word));
        return true;
    }

    int size() {
        return further + words.size();
    }

    /** A copy of the word at a place. */
    byte[] word(int place) {
        if (place < listed) {
            return EMPTY;
        }
        return place < further ? custom.word(place - listed) : words.word(place - further);
    }

    /** Its number in the memory's sets of tried words. */
    int number(int place) {
        return numbers.get(place);
    }

    Origin origin(int place) {
        if (place < listed) {
            return Origin.EMPTY;
        }
        return place < further ? Origin.CUSTOM : ORIGINS[origins.get(place - further)];
    }

    /** The word's place, or -1. */
    int placeOf(byte[] word) {
        if (word.length == 0) {
            return listed - 1;
        }
        int own = custom.indexOf(word);
        if (own >= 0) {
            return listed + own;
        }
        int found = words.indexOf(word, 0, word.length);
        return found < 0 ? -1 : found + further;
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
