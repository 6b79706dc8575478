package dev.watchword.hash.digest;

import dev.watchword.hash.Cost;
import dev.watchword.hash.Settings;

/**
 * One digest of the password, and of the salt behind it when there is one.
 *
 * @param digestBytes the length of the algorithm's digest
 */
public record DigestSettings(DigestVariant variant, int digestBytes) implements Settings {

    /** One guess with a digest of the JDK, parsing and copying included; measured, see docs/formats/digests.md. */
    static final Cost COST = new Cost(250, 0);

    /** The settings of a variant. */
    public static DigestSettings of(DigestVariant variant) {
        return new DigestSettings(variant, variant.digestBytes());
    }
}
