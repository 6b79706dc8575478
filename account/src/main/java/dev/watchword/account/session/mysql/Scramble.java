package dev.watchword.account.session.mysql;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How a client of MySQL proves that it knows a password without sending it. See "Native Authentication" and "Caching SHA-2" of MySQL's
 * documentation of the protocol.
 */
final class Scramble {

    private Scramble() {}

    /** For mysql_native_password: {@code SHA1(password) XOR SHA1(nonce + SHA1(SHA1(password)))}, 20 bytes. */
    static byte[] nativePassword(byte[] password, byte[] nonce) {
        MessageDigest sha1 = digest("SHA-1");
        byte[] once = sha1.digest(password);
        byte[] twice = sha1.digest(once);
        sha1.update(nonce);
        return xor(once, sha1.digest(twice));
    }

    /** For caching_sha2_password: {@code SHA256(password) XOR SHA256(SHA256(SHA256(password)) + nonce)}, 32 bytes. */
    static byte[] cachingSha2(byte[] password, byte[] nonce) {
        MessageDigest sha256 = digest("SHA-256");
        byte[] once = sha256.digest(password);
        byte[] twice = sha256.digest(once);
        sha256.update(twice);
        return xor(once, sha256.digest(nonce));
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] both = new byte[one.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = (byte) (one[i] ^ other[i]);
        }
        return both;
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
