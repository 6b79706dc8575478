package dev.watchword.protocol;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/**
 * Hybrid public key encryption (RFC 9180) in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and
 * ChaCha20-Poly1305. Base mode does not tell who sealed, so all that is sealed here is also signed.
 */
final class Hpke {

    private Hpke() {}

    /** Seals one message; the additional data are made from the encapsulated key. */
    static Sealed seal(SealingKey recipient, byte[] info, AdditionalData additional, byte[] plaintext) {
        HPKEContextWithEncapsulation context = suite().setupBaseS(recipient.parameters(), info);
        byte[] encapsulated = context.getEncapsulation();
        try {
            return new Sealed(encapsulated, context.seal(additional.with(encapsulated), plaintext));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /**
     * Opens one message.
     *
     * @throws InvalidCipherTextException when it was sealed for another key, or anything was changed
     */
    static byte[] open(OpeningKey key, byte[] info, byte[] encapsulated, byte[] additional, byte[] ciphertext)
            throws InvalidCipherTextException {
        try {
            return suite().setupBaseR(encapsulated, key.pair(), info).open(additional, ciphertext);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // An encapsulated key of low order.
            throw new InvalidCipherTextException("the encapsulated key is none");
        }
    }

    private static HPKE suite() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
    }

    /** Makes the additional data, which name the encapsulated key too. */
    interface AdditionalData {
        byte[] with(byte[] encapsulated);
    }

    /**
     * @param encapsulated 32 bytes
     * @param ciphertext with its tag
     */
    record Sealed(byte[] encapsulated, byte[] ciphertext) {}
}
