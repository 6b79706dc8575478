package dev.watchword.hash.sha1crypt;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.CryptText;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PlainNumber;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.TransposedDigest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * sha1crypt of NetBSD and Junos: {@code $sha1$}, the iterations, {@code $}, up to 64 chars of salt, {@code $} and 28 chars
 * of digest. Source: crypt(5); libxcrypt 4.4.33.
 */
public final class Sha1cryptScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("sha1crypt");

    static final String MARK = "$sha1$";

    private static final int MOST_SALT_CHARS = 64;
    private static final int MOST_CHARS = MARK.length() + 10 + 1 + MOST_SALT_CHARS + 1 + 28;

    /** The last group has two bytes left, and the first byte again. */
    private static final TransposedDigest PRINTED =
            TransposedDigest.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);

    private static final int AGAIN = 20;

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Iterated HMAC-SHA1 (NetBSD, 2004)";
    }

    @Override
    public boolean obsolete() {
        return false;
    }

    @Override
    public int significantBytes() {
        return Candidates.MAX_BYTES;
    }

    @Override
    public boolean claims(String text) {
        return text.startsWith(MARK);
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() > MOST_CHARS) {
            return new Parsed.Malformed("expected at most " + MOST_CHARS + " chars, found " + hash.length());
        }
        String text = hash.latin1();
        if (!claims(text)) {
            return new Parsed.Malformed("expected the mark " + MARK);
        }
        int numberEnd = text.indexOf('$', MARK.length());
        OptionalLong iterations = numberEnd < 0
                ? OptionalLong.empty()
                : PlainNumber.read(text.substring(MARK.length(), numberEnd), Sha1cryptSettings.MOST_ITERATIONS);
        if (iterations.isEmpty()) {
            return new Parsed.Malformed("expected iterations of 0 to " + Sha1cryptSettings.MOST_ITERATIONS
                    + " in plain decimal digits and $");
        }
        return parse(text.substring(numberEnd + 1), new Sha1cryptSettings(iterations.getAsLong()));
    }

    private static Parsed parse(String rest, Sha1cryptSettings settings) {
        int saltEnd = rest.indexOf('$');
        if (saltEnd < 1 || saltEnd > MOST_SALT_CHARS) {
            return new Parsed.Malformed("expected a salt of 1 to " + MOST_SALT_CHARS + " chars and $");
        }
        String salt = rest.substring(0, saltEnd);
        if (!salt.chars().allMatch(c -> CryptText.sextet((char) c) >= 0)) {
            return new Parsed.Malformed("salt with a char outside ./0-9A-Za-z");
        }
        Optional<byte[]> digest = PRINTED.read(rest.substring(saltEnd + 1));
        if (digest.isEmpty() || digest.get()[AGAIN] != digest.get()[0]) {
            return new Parsed.Malformed("expected a digest of " + PRINTED.chars() + " chars that crypt(3) prints");
        }
        return new Parsed.Readable(new StoredHash(
                ID,
                settings,
                salt.getBytes(StandardCharsets.US_ASCII),
                Arrays.copyOf(digest.get(), settings.digestBytes()),
                settings.cost()));
    }

    @Override
    public HashKernel newKernel() {
        return new Sha1cryptKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        String libxcrypt = "libxcrypt 4.4.33";
        return List.of(
                KnownAnswer.of(ID, "Summer2024!", "$sha1$10$salt$KawFc1Cnu0Dwfnt.sM8On6GS5Vvy", libxcrypt),
                KnownAnswer.of(ID, "Summer2024!", "$sha1$0$salt$Y1OgUGQjX0LejEf3B9y3tsBZlebT", libxcrypt),
                KnownAnswer.of(
                        ID,
                        "Summer2024!",
                        "$sha1$10$" + "a".repeat(MOST_SALT_CHARS) + "$u31elIHLn5iuea8XIqqjrTuIcmi5",
                        libxcrypt),
                KnownAnswer.of(
                        ID,
                        "password",
                        "$sha1$19703$iVdJqfSE$v4qYKl1zqYThwpjJAoKX6UvlHq/a",
                        "passlib 1.7.4, sha1_crypt"));
    }
}
