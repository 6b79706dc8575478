package dev.watchword.audit.memory;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * What is remembered of each stored password, under its fingerprint: some forty bytes each, as most of them share what is remembered. An
 * entry that nothing is remembered of yet is {@link Remembered#NOTHING}. Not safe for concurrent use.
 */
final class Entries {

    private FingerprintTable fingerprints = new FingerprintTable();
    private Remembered[] remembered = new Remembered[8];

    /** The place of an entry; a new one when there is none. Places hold until something is forgotten. */
    int place(Fingerprint stored) {
        int place = fingerprints.number(stored);
        if (place == remembered.length) {
            makeRoom(place + (place >> 1));
        }
        if (remembered[place] == null) {
            remembered[place] = Remembered.NOTHING;
        }
        return place;
    }

    Remembered get(Fingerprint stored) {
        int place = fingerprints.find(stored);
        return place < 0 ? Remembered.NOTHING : remembered[place];
    }

    Remembered get(int place) {
        return remembered[place];
    }

    Fingerprint fingerprint(int place) {
        return fingerprints.get(place);
    }

    void put(int place, Remembered what) {
        remembered[place] = what;
    }

    /** How many places there are, those of which nothing is remembered included. */
    int places() {
        return fingerprints.size();
    }

    /** Of how many something is remembered. */
    int size() {
        int size = 0;
        for (int i = 0; i < places(); i++) {
            size += remembered[i] == Remembered.NOTHING ? 0 : 1;
        }
        return size;
    }

    /** Makes room for so many in all. */
    void makeRoom(int most) {
        fingerprints.makeRoom(most);
        if (most > remembered.length) {
            remembered = Arrays.copyOf(remembered, most);
        }
    }

    /** Forgets entries, in their order. */
    void removeIf(Predicate<Remembered> forgotten) {
        FingerprintTable formerFingerprints = fingerprints;
        Remembered[] former = remembered;
        boolean[] kept = new boolean[formerFingerprints.size()];
        int left = 0;
        for (int i = 0; i < kept.length; i++) {
            kept[i] = former[i] != Remembered.NOTHING && !forgotten.test(former[i]);
            left += kept[i] ? 1 : 0;
        }
        if (left == kept.length) {
            return;
        }
        fingerprints = new FingerprintTable();
        remembered = new Remembered[Math.max(8, left)];
        fingerprints.makeRoom(left);
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                put(place(formerFingerprints.get(i)), former[i]);
            }
        }
    }
}
