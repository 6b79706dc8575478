package dev.watchword.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a password's bytes as the text that was typed. */
final class Passwords {

    private Passwords() {}

    /** As UTF-8 when the bytes are that, else as Latin-1. */
    static String text(byte[] password) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(password))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(password, StandardCharsets.ISO_8859_1);
        }
    }
}
