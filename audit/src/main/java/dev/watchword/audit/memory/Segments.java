package dev.watchword.audit.memory;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ciphers of a file that is sealed in segments with AES-256-GCM, so that neither side holds all of it: each segment's nonce is the
 * file's prefix, the segment's number, and whether it is the last (Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption
 * and its Nonce-Reuse Misuse-Resistance", 2015, the scheme STREAM). A segment that is missing, moved or cut is one that cannot be opened.
 */
final class Segments {

    /** Plain bytes of every segment but the last. */
    static final int PLAIN_BYTES = 256 << 10;

    static final int TAG_BYTES = 16;
    static final int PREFIX_BYTES = 7;
    private static final int NONCE_BYTES = 12;

    private final SecretKeySpec key;
    private final byte[] prefix;
    private final byte[] associated;
    private final Cipher cipher;
    private int number;

    /** @param associated what the file begins with, sealed with each segment */
    Segments(byte[] key, int keyBytes, byte[] prefix, byte[] associated) {
        this.key = new SecretKeySpec(key, 0, keyBytes, "AES");
        this.prefix = prefix.clone();
        this.associated = associated.clone();
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES-GCM", e);
        }
    }

    /** The cipher of the next segment. */
    Cipher next(int mode, boolean last) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .put(prefix)
                .putInt(number)
                .put((byte) (last ? 1 : 0))
                .array();
        number = Math.incrementExact(number);
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
