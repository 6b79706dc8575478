package dev.watchword.hash.pbkdf2;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC (RFC 2104) that takes keys of any length, the empty one too, which {@code javax.crypto} refuses. Belongs to one
 * thread at a time.
 */
public final class Hmac {

    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest digest;
    private final byte[] innerPad;
    private final byte[] outerPad;
    private final byte[] inner;

    private Hmac(MessageDigest digest, int blockBytes) {
        this.digest = digest;
        this.innerPad = new byte[blockBytes];
        this.outerPad = new byte[blockBytes];
        this.inner = new byte[digest.getDigestLength()];
    }

    /**
     * HMAC over a digest.
     *
     * @param algorithm {@code SHA-1} or a digest of the SHA-2 family by its JDK name
     */
    public static Hmac over(String algorithm) {
        try {
            return over(MessageDigest.getInstance(algorithm), blockBytes(algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("the JDK has no " + algorithm, e);
        }
    }

    /** HMAC over a digest that works on blocks of so many bytes; the digest is this code's alone from now on. */
    public static Hmac over(MessageDigest digest, int blockBytes) {
        return new Hmac(digest, blockBytes);
    }

    private static int blockBytes(String algorithm) {
        return switch (algorithm) {
            case "SHA-1", "SHA-224", "SHA-256" -> 64;
            case "SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256" -> 128;
            default -> throw new IllegalArgumentException("HMAC over " + algorithm);
        };
    }

    /** Length of a code in bytes. */
    public int bytes() {
        return inner.length;
    }

    /** Starts anew with {@code length} bytes of {@code key} from {@code offset}. */
    public Hmac key(byte[] key, int offset, int length) {
        digest.reset();
        byte[] block = shortened(key, offset, length);
        for (int i = 0; i < block.length; i++) {
            innerPad[i] = (byte) (block[i] ^ INNER);
            outerPad[i] = (byte) (block[i] ^ OUTER);
        }
        Arrays.fill(block, (byte) 0);
        digest.update(innerPad);
        return this;
    }

    /** Starts anew with the whole of {@code key}. */
    public Hmac key(byte[] key) {
        return key(key, 0, key.length);
    }

    public Hmac update(byte[] message, int offset, int length) {
        digest.update(message, offset, length);
        return this;
    }

    public Hmac update(byte[] message) {
        return update(message, 0, message.length);
    }

    /** Writes the code of the message so far at {@code offset}, and starts a new message under the same key. */
    public void finish(byte[] code, int offset) {
        try {
            digest.digest(inner, 0, inner.length);
            digest.update(outerPad);
            digest.update(inner);
            digest.digest(code, offset, inner.length);
            digest.update(innerPad);
        } catch (DigestException e) {
            throw new IllegalArgumentException("no room for " + inner.length + " bytes at " + offset, e);
        }
    }

    /** Forgets key and message. */
    public void wipe() {
        digest.reset();
        Arrays.fill(innerPad, (byte) 0);
        Arrays.fill(outerPad, (byte) 0);
        Arrays.fill(inner, (byte) 0);
    }

    private byte[] shortened(byte[] key, int offset, int length) {
        if (length <= innerPad.length) {
            byte[] block = new byte[innerPad.length];
            System.arraycopy(key, offset, block, 0, length);
            return block;
        }
        digest.update(key, offset, length);
        return Arrays.copyOf(digest.digest(), innerPad.length);
    }
}
