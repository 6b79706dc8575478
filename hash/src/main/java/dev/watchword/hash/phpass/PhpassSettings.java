package dev.watchword.hash.phpass;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;

/**
 * What decides phpass beside the salt.
 *
 * @param log2 the digest is digested again {@code 1 << log2} times, 7 to 30
 */
record PhpassSettings(int log2) implements Settings {

    static final int LEAST_LOG2 = 7;
    static final int MOST_LOG2 = 30;
    static final int DIGEST_BYTES = 16;

    /** Measured with the scalar kernel. */
    private static final double NANOS_FOR_A_TURN = 220;

    PhpassSettings {
        if (log2 < LEAST_LOG2 || log2 > MOST_LOG2) {
            throw new IllegalArgumentException("2^" + log2 + " turns");
        }
    }

    int turns() {
        return 1 << log2;
    }

    @Override
    public int digestBytes() {
        return DIGEST_BYTES;
    }

    Cost cost() {
        return new Cost(NANOS_FOR_A_TURN * turns(), 0);
    }
}
