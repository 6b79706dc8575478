package dev.watchword.hash.mariadb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.security.MessageDigest;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/** Bouncy Castle judges: for a secret of 32 bytes both must find the same key. */
class PublicKeyTest {

    @Test
    void isTheKeyOfEd25519() throws Exception {
        Random random = new Random(25519);
        MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
        byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];
        byte[] expected = new byte[PublicKey.BYTES];
        byte[] found = new byte[PublicKey.BYTES];
        for (int i = 0; i < 2_000; i++) {
            random.nextBytes(secret);
            Ed25519.generatePublicKey(secret, 0, expected, 0);
            PublicKey.write(sha512.digest(secret), found, 0);
            assertArrayEquals(expected, found);
        }
    }
}
