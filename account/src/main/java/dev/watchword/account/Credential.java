package dev.watchword.account;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.Parsed;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stored password, judged by the schemes of this build: each reader asks once, so that a state never promises a test. */
public sealed interface Credential {

    /** It can be tested. */
    record Testable(EncodedHash hash) implements Credential {}

    /**
     * It cannot.
     *
     * @param reason as {@link AccountState.Unsupported} wants it: a scheme's mark or what is malformed, never the hash
     */
    record Untestable(String reason) implements Credential {}

    /** Marks of crypt(3) schemes of any system: crypt(5) of libxcrypt, the BSDs, PHC strings, passlib. */
    Set<String> KNOWN_MARKS = Set.of(
            "0",
            "1",
            "2",
            "2a",
            "2b",
            "2x",
            "2y",
            "3",
            "5",
            "6",
            "7",
            "8",
            "9",
            "14",
            "A",
            "B",
            "H",
            "P",
            "S",
            "apr1",
            "argon2",
            "argon2d",
            "argon2i",
            "argon2id",
            "bcrypt-sha256",
            "gy",
            "md5",
            "ml",
            "nt",
            "pbkdf2",
            "pbkdf2-sha256",
            "pbkdf2-sha512",
            "scram",
            "scrypt",
            "sha1",
            "sm3",
            "sm3y",
            "y");

    /** The mark of a crypt(3) scheme: what stands between the first dollar sign and the parameters. */
    Pattern MARK = Pattern.compile("\\$([A-Za-z0-9][A-Za-z0-9-]{0,15})[$,].*", Pattern.DOTALL);

    /** A hash whose scheme the store knows. */
    static Credential of(EncodedHash hash) {
        Optional<HashScheme> scheme = HashSchemes.byId(hash.scheme());
        if (scheme.isEmpty()) {
            return new Untestable("unsupported_scheme: " + hash.scheme());
        }
        return judged(scheme.get(), hash);
    }

    /**
     * A text where crypt(3) hashes stand.
     *
     * @param text the bytes as Latin-1
     */
    static Credential ofCrypt(String text) {
        Optional<HashScheme> scheme = HashSchemes.claiming(text);
        if (scheme.isEmpty()) {
            return new Untestable("unsupported_scheme: " + mark(text));
        }
        return judged(scheme.get(), EncodedHash.of(scheme.get().id(), text));
    }

    private static Credential judged(HashScheme scheme, EncodedHash hash) {
        return switch (scheme.parse(hash)) {
            case Parsed.Readable readable -> new Testable(hash);
            case Parsed.Malformed malformed -> new Untestable("malformed " + scheme.id() + ": " + malformed.reason());
        };
    }

    /** Only a mark that is public knowledge is told: a clear password may look like one. */
    private static String mark(String text) {
        Matcher marked = MARK.matcher(text);
        return marked.matches() && KNOWN_MARKS.contains(marked.group(1)) ? "$" + marked.group(1) + "$" : "unknown";
    }
}
