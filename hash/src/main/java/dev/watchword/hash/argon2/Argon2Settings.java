package dev.watchword.hash.argon2;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;

/**
 * Argon2's parameters (RFC 9106).
 *
 * @param version 16 or 19
 * @param memory in KiB, at least eight times the lanes
 * @param passes 1 or more
 * @param lanes 1 or more
 * @param digestBytes the length of the tag, 4 or more
 */
record Argon2Settings(Argon2Type type, int version, long memory, int passes, int lanes, int digestBytes)
        implements Settings {

    static final long MOST_MEMORY = 0xffff_ffffL;
    static final int MOST_LANES = (1 << 24) - 1;
    static final int LEAST_BLOCKS_A_LANE = 8;

    /** Measured, see docs/formats/argon2.md: one block of 1 KiB. */
    private static final double NANOS_FOR_A_BLOCK = 2_500;

    private static final double NANOS_AROUND = 20_000;
    private static final long BYTES_OF_A_BLOCK = 1_024;

    Argon2Settings {
        if (memory < (long) LEAST_BLOCKS_A_LANE * lanes || memory > MOST_MEMORY || passes < 1 || lanes < 1) {
            throw new IllegalArgumentException("m = " + memory + ", t = " + passes + ", p = " + lanes);
        }
    }

    Cost cost() {
        return new Cost(NANOS_AROUND + NANOS_FOR_A_BLOCK * memory * passes, BYTES_OF_A_BLOCK * memory);
    }
}
