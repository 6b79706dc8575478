package dev.watchword.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads what {@link CanonicalWriter} wrote, and nothing else: every value has one form only. */
final class CanonicalReader {

    private final ByteBuffer in;

    CanonicalReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    long number() throws Malformed {
        if (in.remaining() < Long.BYTES) {
            throw new Malformed();
        }
        return in.getLong();
    }

    /** Bytes of a length within these bounds. */
    byte[] bytes(int least, int most) throws Malformed {
        if (in.remaining() < Integer.BYTES) {
            throw new Malformed();
        }
        int length = in.getInt();
        if (length < least || length > most || length > in.remaining()) {
            throw new Malformed();
        }
        byte[] value = new byte[length];
        in.get(value);
        return value;
    }

    /** Text whose UTF-8 is at most so long. */
    String text(int most) throws Malformed {
        byte[] value = bytes(0, most);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed();
        }
    }

    /** Nothing may be left. */
    void end() throws Malformed {
        if (in.hasRemaining()) {
            throw new Malformed();
        }
    }

    /** The bytes have another form. Says no more: they may hold anything. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("not the expected form", null, false, false);
        }
    }
}
