package dev.watchword.hash.descrypt;

import dev.watchword.hash.Settings;

/**
 * What decides bigcrypt beside the salt. The digest is the number of segments and the block of each.
 *
 * @param segments how many eight bytes of the password were encrypted, {@link #LEAST_SEGMENTS} to {@link #MOST_SEGMENTS}
 */
public record BigcryptSettings(int segments) implements Settings {

    static final int LEAST_SEGMENTS = 2;
    static final int MOST_SEGMENTS = 16;

    public BigcryptSettings {
        if (segments < LEAST_SEGMENTS || segments > MOST_SEGMENTS) {
            throw new IllegalArgumentException(segments + " segments");
        }
    }

    @Override
    public int digestBytes() {
        return 1 + segments * DescryptSettings.BLOCK_BYTES;
    }
}
