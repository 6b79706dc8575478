package dev.watchword.benchmark;

import java.util.Arrays;

/** How long callers waited. Safe for use by many threads. */
final class Waits {

    private long[] nanos = new long[1_024];
    private int count;

    synchronized void add(long wait) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = wait;
    }

    synchronized int count() {
        return count;
    }

    /** The wait of the nearest rank, milliseconds; 0 without any. */
    synchronized double millis(double quantile) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(quantile * count) - 1)] / 1e6;
    }
}
