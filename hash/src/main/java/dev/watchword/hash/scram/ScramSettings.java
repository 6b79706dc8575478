package dev.watchword.hash.scram;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;
import java.util.Optional;

/**
 * What decides SCRAM's stored key beside the salt.
 *
 * @param digest the JDK's name of the digest
 * @param digestBytes its length
 * @param mongodbUser the user with whose name MongoDB digests a password before SCRAM-SHA-1; empty elsewhere
 */
public record ScramSettings(String digest, int digestBytes, int iterations, Optional<String> mongodbUser)
        implements Settings {

    /** Measured, as for PBKDF2. */
    private static final double NANOS_FOR_AN_ITERATION = 270;

    private static final double NANOS_AROUND = 2_000;

    public ScramSettings {
        if (iterations < 1) {
            throw new IllegalArgumentException(iterations + " iterations");
        }
    }

    Cost cost() {
        return new Cost(NANOS_AROUND + NANOS_FOR_AN_ITERATION * iterations, 0);
    }

    /** The digest only: the user is told with the account. */
    @Override
    public String toString() {
        return "ScramSettings[" + digest + ", " + iterations + "]";
    }
}
