package dev.watchword.hash.tomcat;

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
record TomcatPbkdf2Settings(String digest, int blockBytes, int iterations, int digestBytes) implements Settings {

    /** Measured, see docs/formats/tomcat.md: the JDK has SHA-1 and SHA-256 in hardware here, SHA-512 not. */
    private static final double NANOS_UP_TO_SHA256 = 270;

    private static final double NANOS_BEYOND = 1200;

    TomcatPbkdf2Settings {
        if (iterations < 1 || digestBytes < 1) {
            throw new IllegalArgumentException(iterations + " iterations for " + digestBytes + " bytes");
        }
    }

    Cost cost() {
        double blocks = Math.ceilDiv(digestBytes, blockBytes);
        double nanos = blockBytes <= 32 && !digest.startsWith("SHA-512") ? NANOS_UP_TO_SHA256 : NANOS_BEYOND;
        return new Cost(nanos * iterations * blocks, 0);
    }
}
