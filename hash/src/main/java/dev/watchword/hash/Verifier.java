package dev.watchword.hash;

import java.util.Arrays;

/** Tests one password against one stored hash. */
public final class Verifier {

    private Verifier() {}

    /**
     * Whether the password is the stored one. The caller has looked at {@link StoredHash#cost()}: this call takes that
     * time and memory.
     *
     * @param password the bytes as typed; longer than the longest candidate never matches
     */
    public static boolean matches(HashScheme scheme, StoredHash hash, byte[] password) {
        if (password.length > dev.watchword.candidate.Candidates.MAX_BYTES) {
            return false;
        }
        Pairs pairs = new Pairs(hash.settings(), 1);
        pairs.add(hash.salt(), password);
        byte[] digest = new byte[hash.settings().digestBytes()];
        try (HashKernel kernel = scheme.newKernel()) {
            kernel.digest(pairs, digest);
            return hash.matches(digest, 0);
        } finally {
            pairs.words().wipe();
            Arrays.fill(digest, (byte) 0);
        }
    }
}
