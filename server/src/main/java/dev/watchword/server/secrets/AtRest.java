package dev.watchword.server.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts values for the database: AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D). A sealed value is bound to
 * its place, so that nobody with write access to the database can move it to another row. Safe for use by many threads.
 */
public final class AtRest {

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec sealKey;
    private final byte[] macKey;

    /** @param key 32 secret bytes; copied */
    public AtRest(byte[] key) {
        if (key.length != 32) {
            throw new IllegalArgumentException("the key has " + key.length + " bytes, expected 32");
        }
        this.sealKey = new SecretKeySpec(hmac(key, "watchword/at-rest/seal/v1"), "AES");
        this.macKey = hmac(key, "watchword/at-rest/mac/v1");
    }

    /**
     * Seals a value.
     *
     * @param place where it is kept, e.g. {@code access_key/secret/<id>}
     * @return version, nonce, ciphertext with tag
     */
    public byte[] seal(String place, byte[] value) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
            byte[] sealed = cipher.doFinal(value);
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is missing", e);
        }
    }

    /**
     * Opens a sealed value.
     *
     * @throws IllegalStateException when the key is another one, or the value was changed or moved
     */
    public byte[] open(String place, byte[] sealed) {
        if (sealed.length < 1 + NONCE || sealed[0] != VERSION) {
            throw new IllegalStateException("no sealed value of this version: " + place);
        }
        ByteBuffer parts = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        byte[] nonce = new byte[NONCE];
        parts.get(nonce);
        byte[] body = new byte[parts.remaining()];
        parts.get(body);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed value cannot be opened: " + place, e);
        }
    }

    /** A digest of a value that only this server can compute; 32 bytes. For look-ups, never for passwords. */
    public byte[] mark(String purpose, byte[] value) {
        return hmac(hmac(macKey, purpose), value);
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] hmac(byte[] key, String text) {
        return hmac(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
    }
}
