package dev.watchword.hash.shacrypt;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.Cost;
import dev.watchword.hash.CryptText;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * SHA-crypt: mark, perhaps {@code rounds=N$}, up to sixteen chars of salt, {@code $}, and the printed digest (43 chars
 * for SHA-256 and SM3, 86 for SHA-512). Only what libxcrypt 4.4.33 would print itself is readable, since crypt(3) compares
 * whole texts. Source: Drepper, "Unix crypt using SHA-256 and SHA-512", version 0.6 (2016); crypt(5).
 */
public final class ShacryptScheme implements HashScheme {

    /** {@code $5$} */
    public static final ShacryptScheme SHA256CRYPT =
            new ShacryptScheme("sha256crypt", "SHA-crypt with SHA-256 (Drepper, 2007)", ShacryptDigest.SHA256, 130);

    /** {@code $6$} */
    public static final ShacryptScheme SHA512CRYPT =
            new ShacryptScheme("sha512crypt", "SHA-crypt with SHA-512 (Drepper, 2007)", ShacryptDigest.SHA512, 220);

    /** {@code $sm3$} */
    public static final ShacryptScheme SM3CRYPT =
            new ShacryptScheme("sm3crypt", "SHA-crypt with SM3 (libxcrypt 4.5, openEuler)", ShacryptDigest.SM3, 550);

    private static final int MAX_SALT_CHARS = 16;
    private static final int MAX_ROUNDS_CHARS = "rounds=999999999$".length();

    private final SchemeId id;
    private final String title;
    private final ShacryptDigest digest;
    private final double nanosPerRound;

    /** @param nanosPerRound measured with the scalar kernel, a password of eleven bytes and a salt of sixteen */
    private ShacryptScheme(String id, String title, ShacryptDigest digest, double nanosPerRound) {
        this.id = new SchemeId(id);
        this.title = title;
        this.digest = digest;
        this.nanosPerRound = nanosPerRound;
    }

    @Override
    public SchemeId id() {
        return id;
    }

    @Override
    public String title() {
        return title;
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
        return text.startsWith(digest.mark());
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        int longest = digest.mark().length()
                + MAX_ROUNDS_CHARS
                + MAX_SALT_CHARS
                + 1
                + digest.printed().chars();
        if (hash.length() > longest) {
            return new Parsed.Malformed("expected at most " + longest + " chars, found " + hash.length());
        }
        String text = hash.latin1();
        if (!claims(text)) {
            return new Parsed.Malformed("expected the mark " + digest.mark());
        }
        Optional<ShacryptRounds> rounds =
                ShacryptRounds.read(text, digest.mark().length());
        if (rounds.isEmpty()) {
            return new Parsed.Malformed("expected rounds of " + ShacryptRounds.MIN + " to " + ShacryptRounds.MAX
                    + " in plain decimal digits and $");
        }
        return parse(text, rounds.get());
    }

    private Parsed parse(String text, ShacryptRounds rounds) {
        int saltEnd = text.indexOf('$', rounds.end());
        if (saltEnd < 0) {
            return new Parsed.Malformed("expected $ after the salt, found none");
        }
        String salt = text.substring(rounds.end(), saltEnd);
        if (salt.length() > MAX_SALT_CHARS) {
            return new Parsed.Malformed(
                    "expected a salt of at most " + MAX_SALT_CHARS + " chars, found " + salt.length());
        }
        if (!CryptText.isSalt(salt)) {
            return new Parsed.Malformed("salt has a char that crypt(3) refuses");
        }
        Optional<byte[]> expected = digest.printed().read(text.substring(saltEnd + 1));
        if (expected.isEmpty()) {
            return new Parsed.Malformed(
                    "expected a digest of " + digest.printed().chars() + " chars that crypt(3) prints");
        }
        return new Parsed.Readable(new StoredHash(
                id,
                new ShacryptSettings(digest, rounds.count()),
                salt.getBytes(StandardCharsets.US_ASCII),
                expected.get(),
                new Cost(nanosPerRound * rounds.count(), 0)));
    }

    @Override
    public HashKernel newKernel() {
        return new ShacryptKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return switch (digest) {
            case SHA256 -> ShacryptKnownAnswers.sha256(id);
            case SHA512 -> ShacryptKnownAnswers.sha512(id);
            case SM3 -> ShacryptKnownAnswers.sm3(id);
        };
    }
}
