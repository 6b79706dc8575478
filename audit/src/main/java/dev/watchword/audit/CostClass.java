package dev.watchword.audit;

import dev.watchword.hash.Cost;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.Settings;

/**
 * A scheme with its settings: all that one batch may hold, and what a guess of it has cost so far on this machine.
 * Guarded by the schedule's lock.
 */
final class CostClass {

    /** How much a new measurement counts against the old ones. */
    private static final double WEIGHT = 0.3;

    /** CPU time that one batch should take: short enough to stop soon, long enough to pay for its hand-over. */
    private static final double BATCH_NANOS = 20e6;

    private static final int MOST_PAIRS = 2048;

    private final HashScheme scheme;
    private final Settings settings;
    private double nanosPerGuess;

    CostClass(HashScheme scheme, Settings settings, Cost estimate) {
        this.scheme = scheme;
        this.settings = settings;
        this.nanosPerGuess = estimate.nanos();
    }

    HashScheme scheme() {
        return scheme;
    }

    Settings settings() {
        return settings;
    }

    double nanosPerGuess() {
        return nanosPerGuess;
    }

    void measured(int guesses, double nanos) {
        nanosPerGuess = Math.max(1, nanosPerGuess * (1 - WEIGHT) + WEIGHT * nanos / guesses);
    }

    /** How many pairs one batch of this class holds at the most. */
    int batchPairs() {
        return (int) Math.clamp(BATCH_NANOS / nanosPerGuess, 1, MOST_PAIRS);
    }
}
