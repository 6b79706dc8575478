package dev.watchword.agent.reset;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Verifier;

/** Tells whether a stored password is the one that was set; of what would take too long it says no. */
public final class StoredForm {

    private static final double MOST_NANOS = 30e9;

    private StoredForm() {}

    /**
     * Whether it is.
     *
     * @param hash of a scheme of this build
     * @param password stays the caller's, who wipes it
     */
    public static boolean isOf(EncodedHash hash, byte[] password) {
        HashScheme scheme = HashSchemes.byId(hash.scheme()).orElseThrow();
        return scheme.parse(hash) instanceof Parsed.Readable readable
                && readable.hash().cost().nanos() <= MOST_NANOS
                && Verifier.matches(scheme, readable.hash(), password);
    }
}
