package dev.watchword.account.session.mysql;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The kinds of field that packets of MySQL's protocol are made of. A cut one is a {@link BufferUnderflowException}. */
final class PacketFields {

    /** The first byte of a field that has no value. */
    static final int NULL = 0xfb;

    private static final int TWO_BYTES = 0xfc;
    private static final int THREE_BYTES = 0xfd;
    private static final int EIGHT_BYTES = 0xfe;

    private PacketFields() {}

    /** Text up to a zero byte, which is taken too, or to the end. */
    static String text(ByteBuffer packet) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (packet.hasRemaining()) {
            byte next = packet.get();
            if (next == 0) {
                break;
            }
            text.write(next);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Bytes with their length before them; none for NULL. */
    static byte[] sized(ByteBuffer packet) {
        if ((packet.get(packet.position()) & 0xff) == NULL) {
            packet.get();
            return new byte[0];
        }
        return taken(packet, number(packet));
    }

    /** A number that says how long it is. */
    static long number(ByteBuffer packet) {
        int first = packet.get() & 0xff;
        return switch (first) {
            case TWO_BYTES -> packet.getShort() & 0xffff;
            case THREE_BYTES -> (packet.getShort() & 0xffff) | (packet.get() & 0xff) << 16;
            case EIGHT_BYTES -> packet.getLong();
            default -> first;
        };
    }

    /** So many bytes. */
    static byte[] taken(ByteBuffer packet, long length) {
        if (length < 0 || length > packet.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) length];
        packet.get(bytes);
        return bytes;
    }
}
