package dev.watchword.hash.mariadb;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;

/**
 * What decides PARSEC beside the salt.
 *
 * @param factor PBKDF2 is iterated {@code 1024 << factor} times, 0 to {@link #MOST_FACTOR}
 */
record ParsecSettings(int factor) implements Settings {

    static final int MOST_FACTOR = 3;

    /** Measured with the scalar kernel: HMAC-SHA512. */
    private static final double NANOS_FOR_AN_ITERATION = 1_200;

    private static final double NANOS_FOR_THE_KEY = 25_000;

    ParsecSettings {
        if (factor < 0 || factor > MOST_FACTOR) {
            throw new IllegalArgumentException("factor " + factor);
        }
    }

    int iterations() {
        return 1024 << factor;
    }

    @Override
    public int digestBytes() {
        return PublicKey.BYTES;
    }

    Cost cost() {
        return new Cost(NANOS_FOR_THE_KEY + NANOS_FOR_AN_ITERATION * iterations(), 0);
    }
}
