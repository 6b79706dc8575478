package dev.watchword.hash.pbkdf2;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;

/**
 * PBKDF2 with HMAC.
 *
 * @param digest the JDK's name of the digest under the HMAC
 * @param blockBytes the length of that digest
 * @param iterations 1 or more
 * @param digestBytes how many bytes are derived, as many as are stored
 */
public record Pbkdf2Settings(String digest, int blockBytes, int iterations, int digestBytes) implements Settings {

    /** Measured, see docs/formats/pbkdf2.md: the JDK has SHA-1 and SHA-256 in hardware here, SHA-512 not. */
    private static final double NANOS_UP_TO_SHA256 = 270;

    private static final double NANOS_BEYOND = 1200;

    public Pbkdf2Settings {
        if (iterations < 1 || digestBytes < 1) {
            throw new IllegalArgumentException(iterations + " iterations for " + digestBytes + " bytes");
        }
    }

    /** Settings with the digest of a JDK name. */
    public static Pbkdf2Settings of(String digest, int iterations, int digestBytes) {
        return new Pbkdf2Settings(digest, Hmac.over(digest).bytes(), iterations, digestBytes);
    }

    public Cost cost() {
        double blocks = Math.ceilDiv(digestBytes, blockBytes);
        double nanos = blockBytes <= 32 && !digest.startsWith("SHA-512") ? NANOS_UP_TO_SHA256 : NANOS_BEYOND;
        return new Cost(nanos * iterations * blocks, 0);
    }
}
