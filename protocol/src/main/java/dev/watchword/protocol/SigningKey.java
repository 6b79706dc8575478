package dev.watchword.protocol;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A private Ed25519 key (RFC 8032). Signs a purpose together with the message, so that a signature made for one kind of
 * message is none for another. Prints nothing of itself. Safe for use by many threads.
 */
public final class SigningKey {

    private final Ed25519PrivateKeyParameters key;

    private SigningKey(Ed25519PrivateKeyParameters key) {
        this.key = key;
    }

    /** A new one. */
    public static SigningKey generate(SecureRandom random) {
        return new SigningKey(new Ed25519PrivateKeyParameters(random));
    }

    /**
     * The one that {@link #toBytes} gave.
     *
     * @throws IllegalArgumentException when these are not 32 bytes
     */
    public static SigningKey of(byte[] secret) {
        if (secret.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException("a private key has 32 bytes");
        }
        return new SigningKey(new Ed25519PrivateKeyParameters(secret, 0));
    }

    /** Its 32 secret bytes, for safekeeping. */
    public byte[] toBytes() {
        return key.getEncoded();
    }

    /** The public half. */
    public VerificationKey publicKey() {
        return VerificationKey.trusted(key.generatePublicKey().getEncoded());
    }

    /**
     * Signs.
     *
     * @param purpose what is signed, e.g. {@code watchword/reset/v1}
     * @return 64 bytes
     */
    public byte[] sign(String purpose, byte[] message) {
        byte[] signed = signed(purpose, message);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        key.sign(Ed25519.Algorithm.Ed25519, null, signed, 0, signed.length, signature, 0);
        return signature;
    }

    static byte[] signed(String purpose, byte[] message) {
        byte[] head = (purpose + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + message.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(message, 0, all, head.length, message.length);
        return all;
    }
}
