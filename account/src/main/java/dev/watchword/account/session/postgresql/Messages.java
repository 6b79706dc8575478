package dev.watchword.account.session.postgresql;

import dev.watchword.account.session.SessionFailed;
import dev.watchword.account.session.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Messages of PostgreSQL's protocol, version 3: a letter that says what it is, four bytes of length which count themselves, and the content. See
 * "Message Formats" of PostgreSQL's manual. Belongs to one thread.
 */
final class Messages {

    private static final int VERSION = 3 << 16;
    private static final int LENGTH_BYTES = 4;

    /** None that is asked for is as long. */
    private static final int MOST_BYTES = 4 << 20;

    private static final char REFUSED = 'E';
    private static final char CODE = 'C';

    private final Wire wire;

    Messages(Wire wire) {
        this.wire = wire;
    }

    /** How many bytes of memory the rows of an answer may take. */
    long mostKept() {
        return wire.mostKept();
    }

    /**
     * What a server says.
     *
     * @param kind its letter
     * @param content what follows
     */
    record Message(char kind, ByteBuffer content) {

        /** Text up to a zero byte, which is taken too. */
        String text() throws SessionFailed {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            while (content.hasRemaining()) {
                byte next = content.get();
                if (next == 0) {
                    return text.toString(StandardCharsets.UTF_8);
                }
                text.write(next);
            }
            throw new SessionFailed("the server sends a message that is cut");
        }
    }

    /**
     * The next message from the server.
     *
     * @throws SessionFailed also when it is an error, with its code: what else a server says may hold anything
     */
    Message receive() throws SessionFailed {
        ByteBuffer head = ByteBuffer.wrap(wire.receive(1 + LENGTH_BYTES));
        char kind = (char) (head.get() & 0xff);
        int length = head.getInt() - LENGTH_BYTES;
        if (length < 0 || length > MOST_BYTES) {
            throw new SessionFailed("the server speaks another protocol");
        }
        Message message = new Message(kind, ByteBuffer.wrap(wire.receive(length)));
        if (kind == REFUSED) {
            throw refusal(message);
        }
        return message;
    }

    private static SessionFailed refusal(Message error) throws SessionFailed {
        while (error.content().hasRemaining()) {
            char field = (char) (error.content().get() & 0xff);
            if (field == 0) {
                break;
            }
            String value = error.text();
            if (field == CODE && value.matches("[0-9A-Z]{5}")) {
                return new SessionFailed("the server refuses with error " + value);
            }
        }
        return new SessionFailed("the server refuses");
    }

    /** The first message, which has no letter. */
    void begin(Map<String, String> parameters) throws SessionFailed {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(VERSION).array());
        parameters.forEach((name, value) -> {
            content.writeBytes(terminated(name));
            content.writeBytes(terminated(value));
        });
        content.write(0);
        wire.send(framed(ByteBuffer.allocate(LENGTH_BYTES + content.size()), content.toByteArray()));
    }

    void send(char kind, byte[] content) throws SessionFailed {
        wire.send(framed(ByteBuffer.allocate(1 + LENGTH_BYTES + content.length).put((byte) kind), content));
    }

    private static ByteBuffer framed(ByteBuffer message, byte[] content) {
        return message.putInt(LENGTH_BYTES + content.length).put(content).flip();
    }

    static byte[] terminated(String text) {
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }
}
