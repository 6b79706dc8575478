package dev.watchword.hash.sunmd5;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;

/**
 * What decides SunMD5 beside the salt.
 *
 * @param turns how often the digest is digested again, 0 to 2^32 - 1
 */
public record SunMd5Settings(long turns) implements Settings {

    static final int DIGEST_BYTES = 16;
    static final long MOST_TURNS = 0xffff_ffffL;

    /** Measured with the scalar kernel: half of the turns digest the whole soliloquy. */
    private static final double NANOS_FOR_A_TURN = 1_300;

    public SunMd5Settings {
        if (turns < 0 || turns > MOST_TURNS) {
            throw new IllegalArgumentException(turns + " turns");
        }
    }

    @Override
    public int digestBytes() {
        return DIGEST_BYTES;
    }

    Cost cost() {
        return new Cost(NANOS_FOR_A_TURN * (1 + turns), 0);
    }
}
