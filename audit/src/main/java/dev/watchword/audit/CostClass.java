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

    /** CPU time that a batch may take for the sake of lanes that would stay empty otherwise. */
    private static final double LANES_NANOS = 2e9;

    private final HashScheme scheme;
    private final Settings settings;
    private double nanosPerGuess;
    private int lanes = 1;

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

    /** Takes how many pairs fill the kernel that digests such hashes now. */
    void lanes(int number) {
        lanes = number;
    }

    /** How many pairs one batch of this class holds at the most. */
    int batchPairs() {
        int pairs = (int) Math.clamp(BATCH_NANOS / nanosPerGuess, 1, MOST_PAIRS);
        if (pairs >= lanes) {
            return pairs / lanes * lanes;
        }
        return lanes * nanosPerGuess <= LANES_NANOS ? lanes : pairs;
    }
}
