package dev.watchword.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that a blob has by its content. Only the two registered algorithms with exactly their number of lower-case
 * hex digits are digests (OCI image specification, "Digests"): the text stands in paths and addresses, and nothing else
 * may.
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex the digits
 */
public record Digest(String algorithm, String hex) {

    private static final Pattern FORM = Pattern.compile("(sha256):([0-9a-f]{64})|(sha512):([0-9a-f]{128})");

    public Digest {
        if (!FORM.matcher(algorithm + ":" + hex).matches()) {
            throw new IllegalArgumentException("not a digest");
        }
    }

    /** Reads {@code sha256:...} or {@code sha512:...}; empty for any other text. */
    public static Optional<Digest> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(1) != null
                        ? new Digest(matcher.group(1), matcher.group(2))
                        : new Digest(matcher.group(3), matcher.group(4)));
    }

    /** The digest of these bytes. */
    public static Digest ofSha256(byte[] content) {
        return new Digest("sha256", HexFormat.of().formatHex(function("sha256").digest(content)));
    }

    /** A fresh hash function of this digest's algorithm. */
    public MessageDigest function() {
        return function(algorithm);
    }

    /** Whether the function has seen exactly the content that has this name; resets the function. */
    public boolean isOf(MessageDigest function) {
        return MessageDigest.isEqual(function.digest(), HexFormat.of().parseHex(hex));
    }

    /** Enough of it to tell a person which one is meant. */
    public String brief() {
        return algorithm + ":" + hex.substring(0, 12);
    }

    private static MessageDigest function(String algorithm) {
        try {
            return MessageDigest.getInstance(
                    "SHA-" + algorithm.toUpperCase(Locale.ROOT).substring(3));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has it", impossible);
        }
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
