package dev.watchword.audit.memory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Equal for equal passwords, on every machine and under every key: the first half of the SHA-256 of {@code watchword/password/v1}, a zero
 * byte and the password. As fast to guess against as any plain digest, so it stays sealed in a memory, and what leaves a machine is made of
 * it under a key. Prints nothing of itself.
 *
 * @param high its first eight bytes, big-endian
 * @param low its last eight
 */
public record PasswordDigest(long high, long low) {

    /** Bytes of one. */
    public static final int BYTES = 16;

    private static final byte[] PURPOSE = "watchword/password/v1\0".getBytes(StandardCharsets.US_ASCII);

    /** The digest of a password's bytes. */
    public static PasswordDigest of(byte[] password) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(PURPOSE);
            byte[] whole = sha256.digest(password);
            ByteBuffer cut = ByteBuffer.wrap(whole);
            PasswordDigest digest = new PasswordDigest(cut.getLong(), cut.getLong());
            Arrays.fill(whole, (byte) 0);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }

    /** Its bytes, to be made into a mark. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(high);
        out.writeLong(low);
    }

    static PasswordDigest read(DataInputStream in) throws IOException {
        return new PasswordDigest(in.readLong(), in.readLong());
    }

    @Override
    public String toString() {
        return "PasswordDigest";
    }
}
