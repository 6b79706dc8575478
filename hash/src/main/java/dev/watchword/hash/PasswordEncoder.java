package dev.watchword.hash;

import java.util.random.RandomGenerator;

/**
 * Makes the stored form of a new password, as the scheme's reference implementation would with a fresh salt. Has no state
 * and is safe for concurrent use.
 */
public interface PasswordEncoder {

    /**
     * Encodes.
     *
     * @param password 1 to 512 bytes without NUL; stays the caller's, who wipes it
     * @param random gives the salt: nobody must be able to foresee it
     */
    EncodedHash encode(byte[] password, RandomGenerator random);

    /** The digest of one password. */
    static byte[] digest(HashScheme scheme, Settings settings, byte[] salt, byte[] password) {
        Pairs pairs = new Pairs(settings, 1);
        pairs.add(salt, password);
        byte[] digest = new byte[settings.digestBytes()];
        try (HashKernel kernel = scheme.newKernel()) {
            kernel.digest(pairs, digest);
            return digest;
        } finally {
            pairs.words().wipe();
        }
    }
}
