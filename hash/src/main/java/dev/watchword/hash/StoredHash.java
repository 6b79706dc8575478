package dev.watchword.hash;

import java.security.MessageDigest;

/**
 * A stored hash, parsed. Arrays are owned by this value and are not to be changed.
 *
 * @param scheme who parsed it
 * @param settings everything but the salt that decides how a guess is digested
 * @param salt the salt's bytes exactly as the scheme feeds them, empty when unsalted
 * @param digest the expected result, {@code settings.digestBytes()} long
 * @param cost what one guess asks for
 */
public record StoredHash(SchemeId scheme, Settings settings, byte[] salt, byte[] digest, Cost cost) {

    public StoredHash {
        if (digest.length != settings.digestBytes()) {
            throw new IllegalArgumentException(scheme + ": digest of " + digest.length + " bytes");
        }
    }

    /** Whether {@code digests} holds the expected digest at {@code offset}; the time taken tells nothing. */
    public boolean matches(byte[] digests, int offset) {
        byte[] found = java.util.Arrays.copyOfRange(digests, offset, offset + digest.length);
        return MessageDigest.isEqual(digest, found);
    }

    /** Scheme and settings only. */
    @Override
    public String toString() {
        return "StoredHash[" + scheme + ", " + settings + "]";
    }
}
