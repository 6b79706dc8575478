package dev.watchword.hash.scram;

import com.ongres.saslprep.SASLprep;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passwords as SCRAM takes them: prepared by SASLprep (RFC 4013). What SASLprep refuses, and what is no UTF-8, is taken as
 * it stands, as PostgreSQL does.
 */
final class Prepared {

    private static final SASLprep PROFILE = new SASLprep();

    private static final char ZERO_WIDTH_SPACE = '\u200b';

    private Prepared() {}

    /** The prepared bytes, in a new array. */
    static byte[] of(byte[] password) {
        if (isAscii(password)) {
            return password.clone();
        }
        try {
            CharBuffer typed = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(password));
            char[] chars = new char[typed.remaining()];
            typed.get(chars);
            spaceForZeroWidthSpace(chars);
            char[] prepared = PROFILE.prepareStored(chars);
            byte[] bytes = bytes(prepared);
            Arrays.fill(typed.array(), '\0');
            Arrays.fill(chars, '\0');
            Arrays.fill(prepared, '\0');
            return bytes;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return password.clone();
        } catch (IndexOutOfBoundsException e) {
            return password.clone(); // the library's answer to a text of which nothing is left
        }
    }

    /** RFC 3454 has it both as a space and as mapped to nothing. PostgreSQL looks at spaces first, the library last. */
    private static void spaceForZeroWidthSpace(char[] chars) {
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] == ZERO_WIDTH_SPACE) {
                chars[i] = ' ';
            }
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(char[] chars) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }
}
