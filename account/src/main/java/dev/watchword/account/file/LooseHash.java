package dev.watchword.account.file;

import dev.watchword.account.Credential;
import dev.watchword.account.SchemeNames;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.SchemeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A hash without a store around it, told by its mark or its length. Hex digits alone leave a choice: 32 of them are an NT
 * hash or an MD5 digest, and both are tried.
 *
 * @param credentials every reading that can be tested
 * @param reason why there is none, otherwise empty
 */
record LooseHash(List<EncodedHash> credentials, String reason) {

    /**
     * A text that says by itself what it is.
     *
     * @param mark what it begins with: whatever does not is no such text, without another look
     * @param rest all that follows
     */
    private record Shape(String mark, Predicate<String> rest, SchemeId scheme) {

        static Shape of(String mark, String rest, SchemeId scheme) {
            return new Shape(mark, Pattern.compile(rest, Pattern.DOTALL).asMatchPredicate(), scheme);
        }

        static Shape hex(String mark, int digits, SchemeId scheme) {
            return new Shape(mark, rest -> rest.length() == digits && isHex(rest), scheme);
        }

        boolean fits(String text) {
            return text.startsWith(mark) && rest.test(text.substring(mark.length()));
        }
    }

    /** Texts without a mark of crypt(3) that cannot well be anything else; a salt of MySQL may hold any byte. */
    private static final List<Shape> SHAPES = List.of(
            Shape.hex("*", 40, SchemeNames.MYSQL_NATIVE),
            Shape.of("$5$", ".{20}\\$[./0-9A-Za-z]{43}", SchemeNames.MYSQL_SHA256),
            Shape.of("P", "[0-9]:[A-Za-z0-9+/]{24}:[A-Za-z0-9+/]{43}", SchemeNames.MARIADB_PARSEC));

    /** Hex digits of the hash of MySQL before 4.1. */
    private static final int OLD_MYSQL_DIGITS = 16;

    /** The JDK's name of the digest that has so many hex digits. */
    private static final Map<Integer, String> DIGESTS =
            Map.of(32, "MD5", 40, "SHA-1", 56, "SHA-224", 64, "SHA-256", 96, "SHA-384", 128, "SHA-512");

    private static final Map<String, SchemeId> PREFIXES =
            Map.of("{SSHA}", SchemeNames.LDAP_SSHA, "{SHA}", SchemeNames.LDAP_SHA, "{MD5}", SchemeNames.LDAP_MD5);

    private static final String CRYPT = "{CRYPT}";

    /** Texts that say nothing without the user's name, which goes into the digest. */
    private static final List<Shape> NAMED = List.of(
            Shape.of("md5", "[0-9a-f]{32}", SchemeNames.POSTGRES_MD5),
            Shape.of("SCRAM-SHA-1$", ".*", SchemeNames.MONGODB_SCRAM));

    /**
     * @param text bytes as Latin-1
     * @param user the name before it, empty when there is none
     * @param forced the scheme that the operator named, instead of any guess
     */
    static LooseHash of(String text, String user, Optional<SchemeId> forced) {
        if (forced.isPresent()) {
            return judged(List.of(Credential.of(forced(text, user, forced.get()))));
        }
        Optional<SchemeId> named = first(NAMED, text);
        if (named.isPresent()) {
            return judged(List.of(Credential.of(new EncodedHash(named.get(), user, bytes(text)))));
        }
        if (isHex(text) && DIGESTS.containsKey(text.length())) {
            return judged(hex(text));
        }
        if (isHex(text) && text.length() == OLD_MYSQL_DIGITS) {
            return judged(List.of(Credential.of(EncodedHash.of(SchemeNames.MYSQL_OLD, text))));
        }
        Optional<SchemeId> shaped = first(SHAPES, text);
        if (shaped.isPresent()) {
            return judged(List.of(Credential.of(EncodedHash.of(shaped.get(), text))));
        }
        if (text.regionMatches(true, 0, CRYPT, 0, CRYPT.length())) {
            return judged(List.of(Credential.ofCrypt(text.substring(CRYPT.length()))));
        }
        Optional<SchemeId> prefixed = prefixed(text);
        return judged(List.of(
                prefixed.isPresent() ? Credential.of(EncodedHash.of(prefixed.get(), text)) : Credential.ofCrypt(text)));
    }

    private static Optional<SchemeId> first(List<Shape> shapes, String text) {
        for (Shape shape : shapes) {
            if (shape.fits(text)) {
                return Optional.of(shape.scheme());
            }
        }
        return Optional.empty();
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static Optional<SchemeId> prefixed(String text) {
        return PREFIXES.entrySet().stream()
                .filter(prefix -> text.regionMatches(
                        true, 0, prefix.getKey(), 0, prefix.getKey().length()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static EncodedHash forced(String text, String user, SchemeId scheme) {
        if (NAMED.stream().anyMatch(shape -> shape.scheme().equals(scheme))) {
            return new EncodedHash(scheme, user, bytes(text));
        }
        if (scheme.equals(SchemeNames.HEX_DIGEST) && DIGESTS.containsKey(text.length())) {
            return digest(text);
        }
        if (scheme.equals(SchemeNames.NT) && isHex(text)) {
            return windows(text);
        }
        return EncodedHash.of(scheme, text);
    }

    private static List<Credential> hex(String text) {
        List<Credential> readings = new ArrayList<>();
        if (text.length() == 32) {
            readings.add(Credential.of(windows(text)));
        }
        readings.add(Credential.of(digest(text)));
        return readings;
    }

    private static EncodedHash digest(String text) {
        String algorithm = DIGESTS.getOrDefault(text.length(), "");
        return new EncodedHash(SchemeNames.HEX_DIGEST, algorithm, bytes(text));
    }

    private static EncodedHash windows(String text) {
        return new EncodedHash(SchemeNames.NT, SchemeNames.NT_OF_WINDOWS, bytes(text));
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static LooseHash judged(List<Credential> readings) {
        List<EncodedHash> credentials = new ArrayList<>();
        String reason = "";
        for (Credential reading : readings) {
            switch (reading) {
                case Credential.Testable testable -> credentials.add(testable.hash());
                case Credential.Untestable untestable -> reason = untestable.reason();
            }
        }
        return new LooseHash(List.copyOf(credentials), credentials.isEmpty() ? reason : "");
    }

    /** How many readings there are: the hash itself is not told. */
    @Override
    public String toString() {
        return "LooseHash[" + credentials.size() + ", " + reason + "]";
    }
}
