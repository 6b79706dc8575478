package dev.watchword.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes values as the one sequence of bytes that both sides sign: a number as eight bytes, big-endian; bytes as their
 * length in four bytes, big-endian, and themselves; text as the bytes of its UTF-8. Two different lists of values never
 * give the same bytes.
 */
final class CanonicalWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    CanonicalWriter number(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    CanonicalWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    CanonicalWriter bytes(byte[] value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        out.writeBytes(value);
        return this;
    }

    /** Bytes that this class made already, as they are. */
    CanonicalWriter raw(byte[] canonical) {
        out.writeBytes(canonical);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
