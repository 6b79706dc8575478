package dev.watchword.hash.pbkdf2text;

import dev.watchword.hash.PlainNumber;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** What the forms have in common: numbers, base64 and hex digits that have one spelling. */
final class Texts {

    private Texts() {}

    /** Iterations in plain decimal digits, 1 to 2^31 - 1; 0 when the text is none. */
    static int iterations(String text) {
        return (int) PlainNumber.read(text, Integer.MAX_VALUE).orElse(0);
    }

    /** The bytes that canonical base64 spells. */
    static Optional<byte[]> base64(String text, boolean padded) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            Base64.Encoder encoder =
                    padded ? Base64.getEncoder() : Base64.getEncoder().withoutPadding();
            return encoder.encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The bytes that hex digits of either case spell. */
    static Optional<byte[]> hex(String text) {
        if (text.length() % 2 != 0 || !text.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        return Optional.of(HexFormat.of().parseHex(text));
    }
}
