package dev.watchword.hash.tomcat;

import dev.watchword.hash.EncodedHash;
import java.util.HexFormat;

/** Reads {@code salt$iterations$digest}, salt and digest in hex digits of either case, as Tomcat 11 does. */
final class TomcatText {

    /** Longest salt, in bytes; Tomcat makes 32. */
    static final int MOST_SALT_BYTES = 128;

    /** Longest digest, in bytes. */
    static final int MOST_DIGEST_BYTES = 512;

    private static final int MOST_CHARS = 2 * MOST_SALT_BYTES + 12 + 2 * MOST_DIGEST_BYTES;

    private TomcatText() {}

    /** The parts of a text, or why there are none. */
    sealed interface Outcome {}

    /** The three parts; the iterations are any int, since Tomcat leaves it to the handler to refuse one. */
    static final class Parts implements Outcome {

        private final byte[] salt;
        private final int iterations;
        private final byte[] digest;

        private Parts(String salt, int iterations, String digest) {
            this.salt = HexFormat.of().parseHex(salt);
            this.iterations = iterations;
            this.digest = HexFormat.of().parseHex(digest);
        }

        byte[] salt() {
            return salt;
        }

        int iterations() {
            return iterations;
        }

        byte[] digest() {
            return digest;
        }
    }

    record Refused(String reason) implements Outcome {}

    static Outcome parts(EncodedHash hash) {
        if (hash.length() > MOST_CHARS) {
            return new Refused("longer than " + MOST_CHARS + " chars");
        }
        String text = hash.latin1();
        int saltEnd = text.indexOf('$');
        int iterationsEnd = text.indexOf('$', saltEnd + 1);
        if (saltEnd < 0 || iterationsEnd < 0) {
            return new Refused("not salt$iterations$digest");
        }
        String salt = text.substring(0, saltEnd);
        String digest = text.substring(iterationsEnd + 1);
        if (!isHex(salt, MOST_SALT_BYTES)) {
            return new Refused("salt is not 0 to " + MOST_SALT_BYTES + " bytes in hex");
        }
        if (digest.isEmpty() || !isHex(digest, MOST_DIGEST_BYTES)) {
            return new Refused("digest is not 1 to " + MOST_DIGEST_BYTES + " bytes in hex");
        }
        try {
            int iterations = Integer.parseInt(text.substring(saltEnd + 1, iterationsEnd));
            return new Parts(salt, iterations, digest);
        } catch (NumberFormatException e) {
            return new Refused("iterations are not a 32-bit number");
        }
    }

    private static boolean isHex(String text, int mostBytes) {
        return text.length() % 2 == 0
                && text.length() <= 2 * mostBytes
                && text.chars().allMatch(HexFormat::isHexDigit);
    }
}
