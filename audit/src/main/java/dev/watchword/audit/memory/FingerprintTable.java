package dev.watchword.audit.memory;

import java.util.Arrays;

/**
 * Fingerprints numbered from 0 in the order in which they came, in arrays with an open-addressing index: some thirty bytes each. Their bits
 * are a keyed digest's, so they are their own hash. Not safe for concurrent use.
 */
final class FingerprintTable {

    private static final int FREE = 0;

    /** Spreads numbers that are no digest's, such as those of tests. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

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
        slots = new int[most + most / 2 + 2];
        for (int i = 0; i < size; i++) {
            slots[slot(high[i], low[i])] = i + 1;
        }
    }

    /** The slot that holds the fingerprint, or the free one where it belongs. */
    private int slot(long wantedHigh, long wantedLow) {
        int slot = (int) (((wantedLow * SPREAD >>> 32) * slots.length) >>> 32);
        while (slots[slot] != FREE && (low[slots[slot] - 1] != wantedLow || high[slots[slot] - 1] != wantedHigh)) {
            slot = slot + 1 == slots.length ? 0 : slot + 1;
        }
        return slot;
    }
}
