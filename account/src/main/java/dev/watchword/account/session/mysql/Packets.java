package dev.watchword.account.session.mysql;

import dev.watchword.account.session.SessionFailed;
import dev.watchword.account.session.Wire;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Packets of MySQL's protocol: three bytes of length, the least significant first, a number that counts up within one exchange, and the
 * content. See "Client/Server Protocol" of MySQL's and of MariaDB's documentation. Belongs to one thread.
 */
final class Packets {

    private static final int HEADER = 4;

    /** Longer ones would be cut into several; none that is asked for is as long. */
    private static final int MOST_BYTES = 4 << 20;

    private final Wire wire;
    private int next;

    Packets(Wire wire) {
        this.wire = wire;
    }

    /** How many bytes of memory the rows of an answer may take. */
    long mostKept() {
        return wire.mostKept();
    }

    /** The next packet from the server; at least one byte. */
    ByteBuffer receive() throws SessionFailed {
        byte[] header = wire.receive(HEADER);
        int length = header[0] & 0xff | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
        if ((header[3] & 0xff) != next) {
            throw new SessionFailed("the server counts its packets wrongly");
        }
        if (length == 0 || length > MOST_BYTES) {
            throw new SessionFailed("the server sends a packet of " + length + " bytes");
        }
        next = next + 1 & 0xff;
        return ByteBuffer.wrap(wire.receive(length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Sends the next packet of this exchange. */
    void send(byte[] content) throws SessionFailed {
        ByteBuffer packet = ByteBuffer.allocate(HEADER + content.length);
        packet.put((byte) content.length).put((byte) (content.length >> 8)).put((byte) (content.length >> 16));
        packet.put((byte) next).put(content).flip();
        next = next + 1 & 0xff;
        wire.send(packet);
    }

    /** The next packet begins a new exchange. */
    void restart() {
        next = 0;
    }
}
