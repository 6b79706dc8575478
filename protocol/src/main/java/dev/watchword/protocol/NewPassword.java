package dev.watchword.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The plaintext of a reset: two bytes of length, the password, zeros up to a multiple of 64 bytes, so that its length does
 * not show. Both sides refuse what could become a second line of {@code chpasswd}'s input or what libcrypt cannot hash.
 */
final class NewPassword {

    static final int MOST = 512;
    private static final int BLOCK = 64;

    private NewPassword() {}

    /** 1 to 512 bytes without NUL, CR and LF. */
    static boolean isAllowed(byte[] password) {
        if (password.length == 0 || password.length > MOST) {
            return false;
        }
        for (byte each : password) {
            if (each == 0 || each == '\r' || each == '\n') {
                return false;
            }
        }
        return true;
    }

    static byte[] padded(byte[] password) {
        int blocks = (Short.BYTES + password.length + BLOCK - 1) / BLOCK;
        return ByteBuffer.allocate(blocks * BLOCK)
                .putShort((short) password.length)
                .put(password)
                .array();
    }

    /** The password; empty when it is padded in another way or is not allowed. */
    static Optional<byte[]> unpadded(byte[] padded) {
        if (padded.length < BLOCK || padded.length % BLOCK != 0) {
            return Optional.empty();
        }
        int length = Short.toUnsignedInt(ByteBuffer.wrap(padded).getShort());
        if (length > padded.length - Short.BYTES) {
            return Optional.empty();
        }
        byte[] password = Arrays.copyOfRange(padded, Short.BYTES, Short.BYTES + length);
        byte[] again = padded(password);
        boolean sound = isAllowed(password) && Arrays.equals(again, padded);
        Arrays.fill(again, (byte) 0);
        if (!sound) {
            Arrays.fill(password, (byte) 0);
            return Optional.empty();
        }
        return Optional.of(password);
    }
}
