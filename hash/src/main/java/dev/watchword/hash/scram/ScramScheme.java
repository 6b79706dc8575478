package dev.watchword.hash.scram;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PlainNumber;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server stores for SCRAM (RFC 5802, RFC 7677): {@code SCRAM-SHA-256$}, the iterations, {@code :}, salt,
 * {@code $}, stored key, {@code :} and server key in base64, as PostgreSQL writes it. A password is tested against the
 * stored key. MongoDB keeps the same parts in a document, and for SCRAM-SHA-1 digests the password with the user's name
 * first: the variant is that name then. Sources: PostgreSQL 18 manual, pg_authid; MongoDB manual, SCRAM.
 */
public final class ScramScheme implements HashScheme {

    /** {@code SCRAM-SHA-256$} */
    public static final ScramScheme SHA256 = new ScramScheme(
            "scram-sha256", "SCRAM-SHA-256 (PostgreSQL, MongoDB)", "SCRAM-SHA-256$", "SHA-256", 32, false);

    /** {@code SCRAM-SHA-1$}; the variant is the user's name */
    public static final ScramScheme MONGODB_SHA1 = new ScramScheme(
            "mongodb-scram", "SCRAM-SHA-1 over MD5 with the user's name (MongoDB)", "SCRAM-SHA-1$", "SHA-1", 20, true);

    private static final int MOST_CHARS = 512;
    private static final int MOST_NAME_CHARS = 256;
    private static final Pattern PARTS = Pattern.compile("(\\d{1,10}):([^$:]*)\\$([^$:]*):([^$:]*)");

    private final SchemeId id;
    private final String title;
    private final String mark;
    private final String digest;
    private final int digestBytes;
    private final boolean named;

    private ScramScheme(String id, String title, String mark, String digest, int digestBytes, boolean named) {
        this.id = new SchemeId(id);
        this.title = title;
        this.mark = mark;
        this.digest = digest;
        this.digestBytes = digestBytes;
        this.named = named;
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
        return named;
    }

    @Override
    public int significantBytes() {
        return Candidates.MAX_BYTES;
    }

    @Override
    public boolean claims(String text) {
        return !named && text.startsWith(mark);
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() > MOST_CHARS) {
            return new Parsed.Malformed("longer than " + MOST_CHARS + " chars");
        }
        if (named == hash.variant().isEmpty() || hash.variant().length() > MOST_NAME_CHARS) {
            return new Parsed.Malformed(named ? "the variant is no user's name" : "expected no variant");
        }
        String text = hash.latin1();
        if (!text.startsWith(mark)) {
            return new Parsed.Malformed("does not start with " + mark);
        }
        Matcher parts = PARTS.matcher(text.substring(mark.length()));
        if (!parts.matches()) {
            return new Parsed.Malformed("expected iterations:salt$key:key after the mark");
        }
        int iterations =
                (int) PlainNumber.read(parts.group(1), Integer.MAX_VALUE).orElse(0);
        if (iterations < 1) {
            return new Parsed.Malformed("expected iterations of 1 to 2^31 - 1 in plain decimal digits");
        }
        Optional<byte[]> salt = bytes(parts.group(2));
        Optional<byte[]> stored = bytes(parts.group(3)).filter(key -> key.length == digestBytes);
        Optional<byte[]> server = bytes(parts.group(4)).filter(key -> key.length == digestBytes);
        if (salt.isEmpty() || stored.isEmpty() || server.isEmpty()) {
            return new Parsed.Malformed("salt or a key of " + digestBytes + " bytes is not in base64");
        }
        Optional<String> user = named ? Optional.of(hash.variant()) : Optional.empty();
        ScramSettings settings = new ScramSettings(digest, digestBytes, iterations, user);
        return new Parsed.Readable(new StoredHash(id, settings, salt.get(), stored.get(), settings.cost()));
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Base64.getEncoder().encodeToString(bytes).equals(base64) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public HashKernel newKernel() {
        return new ScramKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        String python = "computed with Python's hashlib and stringprep";
        if (named) {
            return List.of(new KnownAnswer(
                    "Summer2024!".getBytes(StandardCharsets.US_ASCII),
                    new EncodedHash(
                            id,
                            "ann",
                            ("SCRAM-SHA-1$10000:AAECAwQFBgcICQoLDA0ODw=="
                                            + "$nLYu5/3MX6iXBqLbrcg//Z4UYPE=:RSSoAQAmmhRCG4a5Kf8L+RaGwR8=")
                                    .getBytes(StandardCharsets.US_ASCII)),
                    python));
        }
        return List.of(
                KnownAnswer.of(
                        id,
                        "Summer2024!",
                        "SCRAM-SHA-256$4096:AAECAwQFBgcICQoLDA0ODw=="
                                + "$pYQoomei/+RrwTVkckAwkyuN0+9Hqe2doxfcMdYkbz8=:ELJeovtUdwAz83jcPj1MI4y+6jHCyZfciSUuNwfHA1Y=",
                        python),
                KnownAnswer.of(
                        id,
                        "pencil",
                        "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ=="
                                + "$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
                        "the example of RFC 7677"));
    }
}
