package dev.watchword.account.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A server's bytes that are there already; what it hears is kept. */
public final class Tape implements Wire {

    private final ByteBuffer bytes;
    private final List<byte[]> sent = new ArrayList<>();

    public Tape(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** What it heard, message by message. */
    public List<byte[]> sent() {
        return sent;
    }

    @Override
    public long mostKept() {
        return 8 << 20;
    }

    @Override
    public void send(ByteBuffer message) {
        byte[] content = new byte[message.remaining()];
        message.get(content);
        sent.add(content);
    }

    @Override
    public byte[] receive(int length) throws SessionFailed {
        if (length > bytes.remaining()) {
            throw new SessionFailed("the server ended the connection");
        }
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }
}
