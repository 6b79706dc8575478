package dev.watchword.hash.scrypt;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;

/**
 * scrypt's parameters (RFC 7914).
 *
 * @param blocks N: how many blocks of memory, a power of two from 4 to 2^31, the range that libxcrypt computes
 * @param r block size in units of 128 bytes, 1 or more
 * @param p how many lanes are mixed one after the other, 1 or more; {@code r * p} is below 2^30
 */
public record ScryptSettings(long blocks, int r, int p) implements Settings {

    /** CPU nanoseconds for 64 bytes through BlockMix; measured, see docs/formats/scrypt.md. */
    public static final double NANOS_FOR_A_SALSA_BLOCK = 120;

    public ScryptSettings {
        if (Long.bitCount(blocks) != 1 || blocks < 4 || blocks > 1L << 31) {
            throw new IllegalArgumentException("N = " + blocks);
        }
        if (r < 1 || p < 1 || (long) r * p >= 1 << 30) {
            throw new IllegalArgumentException("r = " + r + ", p = " + p);
        }
    }

    @Override
    public int digestBytes() {
        return 32;
    }

    Cost cost() {
        return new Cost(4.0 * blocks * r * p * NANOS_FOR_A_SALSA_BLOCK, memoryBytes(blocks, r, p));
    }

    /** Bytes that mixing holds: N blocks and two more, and the lanes; {@link Long#MAX_VALUE} when no long can say it. */
    public static long memoryBytes(long blocks, int r, int p) {
        double bytes = 128.0 * r * (blocks + 2.0 + p);
        return bytes < Long.MAX_VALUE ? 128L * r * (blocks + 2 + p) : Long.MAX_VALUE;
    }
}
