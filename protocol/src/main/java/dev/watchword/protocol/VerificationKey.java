package dev.watchword.protocol;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/** A public Ed25519 key (RFC 8032). Immutable. */
public final class VerificationKey {

    private final byte[] key;

    private VerificationKey(byte[] key) {
        this.key = key;
    }

    /** The key of 32 bytes; empty when they are no canonical point of the whole prime-order group. */
    public static Optional<VerificationKey> parse(byte[] encoded) {
        if (encoded.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyFull(encoded, 0)) {
            return Optional.empty();
        }
        return Optional.of(trusted(encoded));
    }

    static VerificationKey trusted(byte[] encoded) {
        return new VerificationKey(encoded.clone());
    }

    /** Its 32 bytes. */
    public byte[] toBytes() {
        return key.clone();
    }

    /** Its short name: 32 hexadecimal digits of its SHA-256. */
    public String id() {
        return Fingerprint.id(key);
    }

    /** What an agent pins: {@code SHA256:} and all 64 hexadecimal digits. */
    public String fingerprint() {
        return Fingerprint.whole(key);
    }

    /** Whether the owner of this key signed exactly this message for this purpose. */
    public boolean verifies(String purpose, byte[] message, byte[] signature) {
        if (signature.length != Ed25519.SIGNATURE_SIZE) {
            return false;
        }
        byte[] signed = SigningKey.signed(purpose, message);
        return Ed25519.verify(signature, 0, key, 0, signed, 0, signed.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerificationKey that && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
