package dev.watchword.hash;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A stored password as found: its exact bytes, the scheme that reads them, and what the scheme must know beside them.
 * The bytes may be a clear password, so nothing here prints them. Immutable; equal when all parts are equal.
 */
public final class EncodedHash {

    private final SchemeId scheme;
    private final String variant;
    private final byte[] text;

    /**
     * @param scheme who reads the text
     * @param variant settings that stand outside the text (a Tomcat handler's algorithm), in the form that the scheme
     *     documents; {@code ""} when there are none
     * @param text the bytes as found, copied
     */
    public EncodedHash(SchemeId scheme, String variant, byte[] text) {
        this.scheme = scheme;
        this.variant = variant;
        this.text = text.clone();
    }

    /** A hash whose text says all, given as Latin-1 or ASCII text. */
    public static EncodedHash of(SchemeId scheme, String text) {
        return new EncodedHash(scheme, "", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public SchemeId scheme() {
        return scheme;
    }

    public String variant() {
        return variant;
    }

    /** A copy of the bytes as found. */
    public byte[] text() {
        return text.clone();
    }

    /** The bytes as Latin-1 text: every byte one char, so that parsing is exact. */
    public String latin1() {
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    public int length() {
        return text.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedHash that
                && scheme.equals(that.scheme)
                && variant.equals(that.variant)
                && Arrays.equals(text, that.text);
    }

    @Override
    public int hashCode() {
        return 31 * scheme.hashCode() + Arrays.hashCode(text);
    }

    /** The scheme only: never the text. */
    @Override
    public String toString() {
        return "EncodedHash[" + scheme + "]";
    }
}
