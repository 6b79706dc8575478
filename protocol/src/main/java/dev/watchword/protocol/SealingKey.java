package dev.watchword.protocol;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.jspecify.annotations.Nullable;

/** A public X25519 key (RFC 7748): what is sealed with it only its owner opens. Immutable. */
public final class SealingKey {

    private final byte[] key;

    private SealingKey(byte[] key) {
        this.key = key;
    }

    /** The key of 32 bytes; empty when it has a low order, with which everybody would agree on the same secret. */
    public static Optional<SealingKey> parse(byte[] encoded) {
        if (encoded.length != X25519.POINT_SIZE) {
            return Optional.empty();
        }
        byte[] probe = new byte[X25519.SCALAR_SIZE];
        Arrays.fill(probe, (byte) 0x55);
        boolean sound = X25519.calculateAgreement(probe, 0, encoded, 0, new byte[X25519.POINT_SIZE], 0);
        return sound ? Optional.of(trusted(encoded)) : Optional.empty();
    }

    static SealingKey trusted(byte[] encoded) {
        return new SealingKey(encoded.clone());
    }

    /** Its 32 bytes. */
    public byte[] toBytes() {
        return key.clone();
    }

    /** Its short name: 32 hexadecimal digits of its SHA-256. */
    public String id() {
        return Fingerprint.id(key);
    }

    X25519PublicKeyParameters parameters() {
        return new X25519PublicKeyParameters(key, 0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SealingKey that && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return id();
    }
}
