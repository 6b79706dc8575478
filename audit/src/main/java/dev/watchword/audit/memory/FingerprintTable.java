package dev.watchword.audit.memory;

import java.util.Arrays;

/**
 * Fingerprints numbered from 0 in the order in which they came, in arrays with an open-addressing index: some thirty bytes each. Their bits
 * are a keyed digest's, so they are their own hash. Not safe for concurrent use.
 */
final class FingerprintTable {

    private static final int FREE = 0;

    private long[] high = new long[8];
    private long[] low = new long[8];
    private int[] slots = new int[16];
    private int size;

    int size() {
        return size;
    }

    Fingerprint get(int number) {
        return new Fingerprint(high[number], low[number]);
    }

    /** The fingerprint's number, or -1. */
    int find(Fingerprint fingerprint) {
        return slots[slot(fingerprint.high(), fingerprint.low())] - 1;
    }

    /** The fingerprint's number; the next one when it is new. */
    int number(Fingerprint fingerprint) {
        int slot = slot(fingerprint.high(), fingerprint.low());
        if (slots[slot] != FREE) {
            return slots[slot] - 1;
        }
        if (size == high.length) {
            makeRoom(size + (size >> 1));
            slot = slot(fingerprint.high(), fingerprint.low());
        }
        high[size] = fingerprint.high();
        low[size] = fingerprint.low();
        slots[slot] = ++size;
        return size - 1;
    }

    /** Makes room for so many in all. */
    void makeRoom(int most) {
        if (most <= high.length) {
            return;
        }
        high = Arrays.copyOf(high, most);
        low = Arrays.copyOf(low, most);
        slots = new int[Integer.highestOneBit(most + most / 3) * 2];
        for (int i = 0; i < size; i++) {
            slots[slot(high[i], low[i])] = i + 1;
        }
    }

    /** The slot that holds the fingerprint, or the free one where it belongs. */
    private int slot(long wantedHigh, long wantedLow) {
        int mask = slots.length - 1;
        int slot = (int) wantedLow & mask;
        while (slots[slot] != FREE && (low[slots[slot] - 1] != wantedLow || high[slots[slot] - 1] != wantedHigh)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
