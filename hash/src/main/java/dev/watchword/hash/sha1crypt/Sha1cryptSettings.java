package dev.watchword.hash.sha1crypt;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;

/**
 * What decides sha1crypt beside the salt.
 *
 * @param iterations the number as it stands in the text, which is digested too, 0 to {@link #MOST_ITERATIONS}; 0 is
 *     computed like 1
 */
public record Sha1cryptSettings(long iterations) implements Settings {

    static final long MOST_ITERATIONS = 0xffff_ffffL;
    static final int DIGEST_BYTES = 20;

    /** Measured with the scalar kernel. */
    private static final double NANOS_FOR_AN_ITERATION = 270;

    public Sha1cryptSettings {
        if (iterations < 0 || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException(iterations + " iterations");
        }
    }

    @Override
    public int digestBytes() {
        return DIGEST_BYTES;
    }

    Cost cost() {
        return new Cost(NANOS_FOR_AN_ITERATION * (1 + iterations), 0);
    }
}
