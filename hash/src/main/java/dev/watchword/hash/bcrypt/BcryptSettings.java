package dev.watchword.hash.bcrypt;

import dev.watchword.hash.Settings;

/**
 * What decides bcrypt beside the salt. {@code 2b} and {@code 2y} read the key alike, so their settings are equal.
 *
 * @param keyReading how the password becomes the key
 * @param cost binary logarithm of the number of key expansions, 4 to 31
 */
public record BcryptSettings(BcryptKeyReading keyReading, int cost) implements Settings {

    static final int MIN_COST = 4;
    static final int MAX_COST = 31;

    /** Three Blowfish blocks but for the last byte, which the first program forgot. */
    public static final int DIGEST_BYTES = 23;

    public BcryptSettings {
        if (cost < MIN_COST || cost > MAX_COST) {
            throw new IllegalArgumentException("bcrypt cost of " + cost);
        }
    }

    /** How often key and salt are mixed in. */
    public long turns() {
        return 1L << cost;
    }

    @Override
    public int digestBytes() {
        return DIGEST_BYTES;
    }
}
