package dev.watchword.hash.tomcat;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;
import dev.watchword.hash.digest.DigestVariant;

/**
 * A digest of salt and password, digested again.
 *
 * @param iterations how often in all, 1 or more
 * @param digestBytes the length of the algorithm's digest
 */
public record TomcatDigestSettings(DigestVariant variant, int iterations, int digestBytes) implements Settings {

    /** Measured, see docs/formats/tomcat.md. */
    private static final double NANOS_FOR_AN_ITERATION = 200;

    public TomcatDigestSettings {
        if (iterations < 1) {
            throw new IllegalArgumentException(iterations + " iterations");
        }
    }

    Cost cost() {
        return new Cost(NANOS_FOR_AN_ITERATION * iterations, 0);
    }
}
