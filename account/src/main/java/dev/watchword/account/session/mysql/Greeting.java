package dev.watchword.account.session.mysql;

import dev.watchword.account.session.SessionFailed;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a server of MySQL's protocol says first (protocol 10).
 *
 * @param version of the server
 * @param nonce 20 bytes that passwords are proven with
 * @param plugin how it would rather have it proven
 */
record Greeting(String version, byte[] nonce, String plugin) {

    private static final int PROTOCOL = 10;
    private static final int FIRST_PART = 8;
    private static final int NONCE = 20;
    private static final int RESERVED = 10;
    private static final int SERVER_NAMES_PLUGINS = 0x80000;

    /** Long passwords, protocol 41, proofs of today's form, plugins; no compression, no files, several statements neither. */
    private static final int CAPABILITIES = 0x1 | 0x200 | 0x8000 | SERVER_NAMES_PLUGINS;

    private static final int MOST_BYTES = 1 << 24;

    /** Bytes are given as they are kept. */
    private static final int BINARY = 63;

    private static final int UNUSED = 23;

    static Greeting of(ByteBuffer packet) throws SessionFailed {
        if (packet.get() != PROTOCOL) {
            throw new SessionFailed("the server refuses connections, or speaks another protocol");
        }
        String version = PacketFields.text(packet);
        packet.getInt();
        byte[] nonce = new byte[NONCE];
        packet.get(nonce, 0, FIRST_PART);
        packet.get();
        int capabilities = packet.getShort() & 0xffff;
        packet.get();
        packet.getShort();
        capabilities |= packet.getShort() << 16;
        packet.get();
        PacketFields.taken(packet, RESERVED);
        if ((capabilities & SERVER_NAMES_PLUGINS) == 0) {
            throw new SessionFailed("the server is too old to be asked");
        }
        packet.get(nonce, FIRST_PART, NONCE - FIRST_PART);
        packet.get();
        return new Greeting(version, nonce, PacketFields.text(packet));
    }

    /** The client's answer. */
    static byte[] answer(String user, byte[] proof, String plugin) {
        ByteBuffer head = ByteBuffer.allocate(9 + UNUSED).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        head.putInt(CAPABILITIES).putInt(MOST_BYTES).put((byte) BINARY);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(head.array());
        answer.writeBytes(user.getBytes(StandardCharsets.UTF_8));
        answer.write(0);
        answer.write(proof.length);
        answer.writeBytes(proof);
        answer.writeBytes(plugin.getBytes(StandardCharsets.US_ASCII));
        answer.write(0);
        return answer.toByteArray();
    }
}
