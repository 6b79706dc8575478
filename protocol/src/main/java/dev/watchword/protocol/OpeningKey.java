package dev.watchword.protocol;

import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/**
 * A private X25519 key (RFC 7748): opens what was sealed for its owner. Prints nothing of itself. Safe for use by many
 * threads.
 */
public final class OpeningKey {

    private final X25519PrivateKeyParameters key;
    private final SealingKey publicKey;

    private OpeningKey(X25519PrivateKeyParameters key) {
        this.key = key;
        this.publicKey = SealingKey.trusted(key.generatePublicKey().getEncoded());
    }

    /** A new one. */
    public static OpeningKey generate(SecureRandom random) {
        return new OpeningKey(new X25519PrivateKeyParameters(random));
    }

    /**
     * The one that {@link #toBytes} gave.
     *
     * @throws IllegalArgumentException when these are not 32 bytes
     */
    public static OpeningKey of(byte[] secret) {
        if (secret.length != X25519PrivateKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException("a private key has 32 bytes");
        }
        return new OpeningKey(new X25519PrivateKeyParameters(secret, 0));
    }

    /** Its 32 secret bytes, for safekeeping. */
    public byte[] toBytes() {
        return key.getEncoded();
    }

    /** The public half. */
    public SealingKey publicKey() {
        return publicKey;
    }

    AsymmetricCipherKeyPair pair() {
        return new AsymmetricCipherKeyPair(key.generatePublicKey(), key);
    }
}
