package dev.watchword.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that the agents of a project share and their server never has: under it they mark equal passwords equally. Prints nothing but
 * its id. Belongs to one thread, and is wiped when it is closed.
 */
public final class FleetKey implements AutoCloseable {

    /** Its bytes, and the fewest of a secret that somebody carries by hand. */
    public static final int BYTES = 32;

    /** Hexadecimal digits of its id. */
    public static final int ID_DIGITS = 16;

    private static final String ID_PURPOSE = "watchword/fleet-key-id/v1";
    private static final String MARK_PURPOSE = "watchword/mark/v1";
    private static final int MARK_BYTES = 16;

    private final byte[] secret;

    private FleetKey(byte[] secret) {
        this.secret = secret;
    }

    /** A new one. */
    public static FleetKey generate(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new FleetKey(secret);
    }

    /**
     * The one that {@link #toBytes} gave.
     *
     * @throws IllegalArgumentException when these are not 32 bytes
     */
    public static FleetKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a fleet key has " + BYTES + " bytes");
        }
        return new FleetKey(secret.clone());
    }

    /**
     * The key that follows from any secret, always the same from the same.
     *
     * @param purpose what it is for, so that one secret serves several
     * @throws IllegalArgumentException when the secret has fewer than 32 bytes
     */
    public static FleetKey from(byte[] secret, String purpose) {
        if (secret.length < BYTES) {
            throw new IllegalArgumentException("a fleet key has at least " + BYTES + " bytes");
        }
        return new FleetKey(mac(secret, purpose, new byte[0]));
    }

    /** Its short name, 16 hexadecimal digits, which tells nothing of it. */
    public String id() {
        return HexFormat.of().formatHex(mac(secret, ID_PURPOSE, new byte[0]), 0, ID_DIGITS / 2);
    }

    /**
     * The mark of a password: the key's id and 32 digits, hexadecimal, so that marks under two keys are never equal.
     *
     * @param digest equal for equal passwords on all machines
     */
    public String mark(byte[] digest) {
        return id() + HexFormat.of().formatHex(mac(secret, MARK_PURPOSE, digest), 0, MARK_BYTES);
    }

    /** Its 32 secret bytes, for safekeeping; the caller wipes them. */
    public byte[] toBytes() {
        return secret.clone();
    }

    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public String toString() {
        return "FleetKey[" + id() + "]";
    }

    private static byte[] mac(byte[] key, String purpose, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((purpose + "\0").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks HmacSHA256", e);
        }
    }
}
