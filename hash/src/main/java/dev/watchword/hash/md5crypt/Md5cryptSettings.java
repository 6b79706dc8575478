package dev.watchword.hash.md5crypt;

import dev.watchword.hash.Settings;

/** md5crypt has no parameters but its magic: 1,000 rounds, always. */
public record Md5cryptSettings(Md5cryptMagic magic) implements Settings {

    /** How often the digest is digested again. */
    public static final int ROUNDS = 1_000;

    /** Length of the digest. */
    public static final int MD5_BYTES = 16;

    @Override
    public int digestBytes() {
        return MD5_BYTES;
    }
}
