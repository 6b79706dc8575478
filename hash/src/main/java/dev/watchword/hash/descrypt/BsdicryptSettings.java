package dev.watchword.hash.descrypt;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;

/**
 * What decides extended DES crypt beside the salt.
 *
 * @param rounds how often the block of zeros is encrypted, 1 to 2^24 - 1
 */
public record BsdicryptSettings(int rounds) implements Settings {

    private static final int MOST_ROUNDS = (1 << 24) - 1;

    /** Measured with the scalar kernel, */
    private static final double NANOS_FOR_A_ROUND = 150;

    /** Measured: the round keys of a short password. */
    private static final double NANOS_FOR_THE_KEY = 1_000;

    public BsdicryptSettings {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException(rounds + " rounds");
        }
    }

    @Override
    public int digestBytes() {
        return DescryptSettings.BLOCK_BYTES;
    }

    Cost cost() {
        return new Cost(NANOS_FOR_THE_KEY + NANOS_FOR_A_ROUND * rounds, 0);
    }
}
