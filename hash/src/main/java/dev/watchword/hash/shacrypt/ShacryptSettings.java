package dev.watchword.hash.shacrypt;

import dev.watchword.hash.Settings;

/**
 * What decides SHA-crypt beside the salt.
 *
 * @param digest the hash function
 * @param rounds how often the digest is digested again, 1 or more
 */
public record ShacryptSettings(ShacryptDigest digest, int rounds) implements Settings {

    public ShacryptSettings {
        if (rounds < 1) {
            throw new IllegalArgumentException(rounds + " rounds");
        }
    }

    @Override
    public int digestBytes() {
        return digest.bytes();
    }
}
