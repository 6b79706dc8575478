package dev.watchword.hash.md5crypt;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.Cost;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.TransposedDigest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * md5crypt: magic, up to eight chars of salt, {@code $}, and 22 chars of a digest that took 1,000 rounds of MD5. Two
 * schemes differ in the magic only: crypt(3)'s {@code $1$} and Apache's {@code $apr1$}. Source: Kamp's crypt for
 * FreeBSD 2.0 (1994); crypt(5); libxcrypt 4.4.33; Apache's apr_md5_encode.
 */
public final class Md5cryptScheme implements HashScheme {

    /** {@code $1$}, in shadow files. */
    public static final Md5cryptScheme MD5CRYPT =
            new Md5cryptScheme("md5crypt", "md5crypt (FreeBSD, 1994)", Md5cryptMagic.CRYPT);

    /** {@code $apr1$}, in htpasswd files. */
    public static final Md5cryptScheme APR1 =
            new Md5cryptScheme("apr1", "md5crypt of Apache htpasswd", Md5cryptMagic.APACHE);

    private static final int MAX_SALT_CHARS = 8;

    private static final TransposedDigest DIGEST =
            TransposedDigest.of(0, 6, 12, 1, 7, 13, 2, 8, 14, 3, 9, 15, 4, 10, 5, 11);

    /** Measured with the scalar kernel and a password of eleven bytes. */
    private static final Cost COST = new Cost(110_000, 0);

    private final SchemeId id;
    private final String title;
    private final Md5cryptMagic magic;

    private Md5cryptScheme(String id, String title, Md5cryptMagic magic) {
        this.id = new SchemeId(id);
        this.title = title;
        this.magic = magic;
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
        return true;
    }

    @Override
    public int significantBytes() {
        return Candidates.MAX_BYTES;
    }

    @Override
    public boolean claims(String text) {
        return text.startsWith(magic.text());
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        int longest = magic.text().length() + MAX_SALT_CHARS + 1 + DIGEST.chars();
        if (hash.length() > longest) {
            return new Parsed.Malformed("expected at most " + longest + " chars, found " + hash.length());
        }
        String text = hash.latin1();
        if (!claims(text)) {
            return new Parsed.Malformed("expected the mark " + magic.text());
        }
        int saltStart = magic.text().length();
        int saltEnd = text.indexOf('$', saltStart);
        if (saltEnd < 0) {
            return new Parsed.Malformed("expected $ after the salt, found none");
        }
        String salt = text.substring(saltStart, saltEnd);
        if (salt.length() > MAX_SALT_CHARS) {
            return new Parsed.Malformed(
                    "expected a salt of at most " + MAX_SALT_CHARS + " chars, found " + salt.length());
        }
        if (!magic.takes(salt)) {
            return new Parsed.Malformed("salt has a char that cannot stand there");
        }
        Optional<byte[]> digest = DIGEST.read(text.substring(saltEnd + 1));
        if (digest.isEmpty()) {
            return new Parsed.Malformed("expected a digest of " + DIGEST.chars() + " chars that crypt(3) prints");
        }
        return new Parsed.Readable(new StoredHash(
                id, new Md5cryptSettings(magic), salt.getBytes(StandardCharsets.ISO_8859_1), digest.get(), COST));
    }

    @Override
    public HashKernel newKernel() {
        return new Md5cryptKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return switch (magic) {
            case CRYPT -> Md5cryptKnownAnswers.crypt(id);
            case APACHE -> Md5cryptKnownAnswers.apache(id);
        };
    }
}
