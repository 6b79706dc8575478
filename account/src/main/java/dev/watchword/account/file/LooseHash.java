package dev.watchword.account.file;

import dev.watchword.account.Credential;
import dev.watchword.account.SchemeNames;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.SchemeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A hash without a store around it, told by its mark or its length. Hex digits alone leave a choice: 32 of them are an NT
 * hash or an MD5 digest, and both are tried.
 *
 * @param credentials every reading that can be tested
 * @param reason why there is none, otherwise empty
 */
record LooseHash(List<EncodedHash> credentials, String reason) {

    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");

    /** Texts without a mark of crypt(3) that cannot well be anything else; a salt of MySQL may hold any byte. */
    private static final Map<Pattern, SchemeId> SHAPES = Map.of(
            Pattern.compile("[0-9A-Fa-f]{16}"),
            SchemeNames.MYSQL_OLD,
            Pattern.compile("\\*[0-9A-Fa-f]{40}"),
            SchemeNames.MYSQL_NATIVE,
            Pattern.compile("\\$5\\$.{20}\\$[./0-9A-Za-z]{43}", Pattern.DOTALL),
            SchemeNames.MYSQL_SHA256,
            Pattern.compile("P[0-9]:[A-Za-z0-9+/]{24}:[A-Za-z0-9+/]{43}"),
            SchemeNames.MARIADB_PARSEC);

    /** The JDK's name of the digest that has so many hex digits. */
    private static final Map<Integer, String> DIGESTS =
            Map.of(32, "MD5", 40, "SHA-1", 56, "SHA-224", 64, "SHA-256", 96, "SHA-384", 128, "SHA-512");

    private static final Map<String, SchemeId> PREFIXES =
            Map.of("{SSHA}", SchemeNames.LDAP_SSHA, "{SHA}", SchemeNames.LDAP_SHA, "{MD5}", SchemeNames.LDAP_MD5);

    private static final String CRYPT = "{CRYPT}";

    /** Texts that say nothing without the user's name, which goes into the digest. */
    private static final Map<Pattern, SchemeId> NAMED = Map.of(
            Pattern.compile("md5[0-9a-f]{32}"),
            SchemeNames.POSTGRES_MD5,
            Pattern.compile("SCRAM-SHA-1\\$.*", Pattern.DOTALL),
            SchemeNames.MONGODB_SCRAM);

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
        if (HEX.matcher(text).matches() && DIGESTS.containsKey(text.length())) {
            return judged(hex(text));
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

    private static Optional<SchemeId> first(Map<Pattern, SchemeId> shapes, String text) {
        return shapes.entrySet().stream()
                .filter(shape -> shape.getKey().matcher(text).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<SchemeId> prefixed(String text) {
        return PREFIXES.entrySet().stream()
                .filter(prefix -> text.regionMatches(
                        true, 0, prefix.getKey(), 0, prefix.getKey().length()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static EncodedHash forced(String text, String user, SchemeId scheme) {
        if (NAMED.containsValue(scheme)) {
            return new EncodedHash(scheme, user, bytes(text));
        }
        if (scheme.equals(SchemeNames.HEX_DIGEST) && DIGESTS.containsKey(text.length())) {
            return digest(text);
        }
        if (scheme.equals(SchemeNames.NT) && HEX.matcher(text).matches()) {
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
