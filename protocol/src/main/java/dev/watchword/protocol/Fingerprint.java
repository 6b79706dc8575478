package dev.watchword.protocol;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) and the names that it gives to keys. */
final class Fingerprint {

    private Fingerprint() {}

    /** 32 bytes. */
    static byte[] sha256(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /** A short name of a public key: the first half of its SHA-256, 32 lower-case hexadecimal digits. */
    static String id(byte[] publicKey) {
        return HexFormat.of().formatHex(Arrays.copyOf(sha256(publicKey), 16));
    }

    /** What people compare and agents pin: {@code SHA256:} and 64 lower-case hexadecimal digits. */
    static String whole(byte[] publicKey) {
        return "SHA256:" + HexFormat.of().formatHex(sha256(publicKey));
    }
}
