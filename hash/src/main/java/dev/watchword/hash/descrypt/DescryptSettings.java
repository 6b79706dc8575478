package dev.watchword.hash.descrypt;

import dev.watchword.hash.Settings;

/** Traditional DES crypt has no parameters: 25 encryptions, always. */
public record DescryptSettings() implements Settings {

    /** One DES block. */
    static final int BLOCK_BYTES = 8;

    @Override
    public int digestBytes() {
        return BLOCK_BYTES;
    }
}
