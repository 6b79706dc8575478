package dev.watchword.account;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text as it stands in a store, whatever bytes were put there. */
public final class FoundText {

    private static final int LONGEST_QUOTE = 64;

    private FoundText() {}

    /** The bytes as UTF-8, or as Latin-1 when they are not UTF-8: no byte is lost, and two names stay two names. */
    public static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /** As {@link #decode(byte[])}, of {@code length} bytes from {@code offset}. */
    public static String decode(byte[] bytes, int offset, int length) {
        if (isAscii(bytes, offset, length)) {
            return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** Most text is, and needs no decoder. */
    private static boolean isAscii(byte[] bytes, int offset, int length) {
        int all = 0;
        for (int i = offset; i < offset + length; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    /**
     * A name or path fit to stand in a message: cut after 64 characters; control, format, line-separating and unpaired
     * characters as {@code \}{@code uXXXX}, so that it can neither forge a line nor turn the text around.
     */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        int shown = Math.min(text.length(), LONGEST_QUOTE);
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                quoted.append(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return shown < text.length() ? quoted.append("...").toString() : quoted.toString();
    }

    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
