package dev.watchword.hash.digest;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which digest is taken of which bytes. As the variant of an encoded hash it is written {@code ALGORITHM} or
 * {@code ALGORITHM;CHARSET}: {@code SHA-256}, {@code MD5;ISO-8859-1}. Case does not matter.
 *
 * @param algorithm the JDK's name of the digest
 * @param charset how the typed chars become bytes; with UTF-8 a candidate's bytes are taken as they are
 */
public record DigestVariant(String algorithm, Charset charset) {

    /** Names that the JDK reads, and their own name. */
    private static final Map<String, String> ALGORITHMS = Map.ofEntries(
            Map.entry("MD2", "MD2"),
            Map.entry("MD5", "MD5"),
            Map.entry("SHA", "SHA-1"),
            Map.entry("SHA1", "SHA-1"),
            Map.entry("SHA-1", "SHA-1"),
            Map.entry("SHA-224", "SHA-224"),
            Map.entry("SHA-256", "SHA-256"),
            Map.entry("SHA-384", "SHA-384"),
            Map.entry("SHA-512", "SHA-512"),
            Map.entry("SHA-512/224", "SHA-512/224"),
            Map.entry("SHA-512/256", "SHA-512/256"),
            Map.entry("SHA3-224", "SHA3-224"),
            Map.entry("SHA3-256", "SHA3-256"),
            Map.entry("SHA3-384", "SHA3-384"),
            Map.entry("SHA3-512", "SHA3-512"));

    private static final int MOST_CHARS = 100;

    public DigestVariant {
        if (!ALGORITHMS.containsValue(algorithm)) {
            throw new IllegalArgumentException("not a digest known here");
        }
    }

    /** The digest of a candidate's bytes as they are. */
    public static DigestVariant of(String algorithm) {
        return new DigestVariant(algorithm, StandardCharsets.UTF_8);
    }

    /** Reads a variant; empty when algorithm or charset is none that the JDK has. */
    public static Optional<DigestVariant> parse(String variant) {
        if (variant.length() > MOST_CHARS) {
            return Optional.empty();
        }
        int end = variant.indexOf(';');
        String name = end < 0 ? variant : variant.substring(0, end);
        String algorithm = ALGORITHMS.get(name.toUpperCase(Locale.ROOT));
        Optional<Charset> charset = end < 0 ? Optional.of(StandardCharsets.UTF_8) : charset(variant.substring(end + 1));
        if (algorithm == null || charset.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DigestVariant(algorithm, charset.get()));
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name)).filter(Charset::canEncode);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no name at all
        }
    }

    /** A new digest of this algorithm. */
    public MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks " + algorithm, e);
        }
    }

    public int digestBytes() {
        return newDigest().getDigestLength();
    }

    /** A candidate's UTF-8 bytes in the variant's charset, in a new array; what the charset lacks becomes its '?'. */
    public byte[] encoded(byte[] utf8) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return utf8.clone();
        }
        return new String(utf8, StandardCharsets.UTF_8).getBytes(charset);
    }

    @Override
    public String toString() {
        return charset.equals(StandardCharsets.UTF_8) ? algorithm : algorithm + ";" + charset;
    }
}
