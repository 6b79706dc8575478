package dev.watchword.hash.mariadb;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The public key of the SHA-512 of a password of any length. */
final class Ed25519Kernel implements HashKernel {

    private final MessageDigest sha512;

    Ed25519Kernel() {
        try {
            sha512 = MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        for (int i = 0; i < pairs.size(); i++) {
            sha512.update(
                    pairs.words().bytes(),
                    pairs.words().offset(i),
                    pairs.words().length(i));
            byte[] secret = sha512.digest();
            PublicKey.write(secret, digests, i * PublicKey.BYTES);
            Arrays.fill(secret, (byte) 0);
        }
    }
}
