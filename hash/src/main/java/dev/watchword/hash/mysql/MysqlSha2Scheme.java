package dev.watchword.hash.mysql;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.Cost;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.shacrypt.ShacryptDigest;
import dev.watchword.hash.shacrypt.ShacryptKernel;
import dev.watchword.hash.shacrypt.ShacryptSettings;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * MySQL's two passwords by SHA-crypt with SHA-256 and twenty raw bytes of salt: caching_sha2_password, {@code $A$}, three
 * hex digits of rounds in thousands, {@code $}, salt and 43 chars of digest; and sha256_password, {@code $5$}, salt,
 * {@code $} and 43 chars, at 5,000 rounds. The salt is bytes: a copy of the text through some charset may have broken it.
 * Sources: MySQL 8.0 manual; hashcat's example hashes, mode 7401.
 */
public final class MysqlSha2Scheme implements HashScheme {

    /** {@code $A$} */
    public static final MysqlSha2Scheme CACHING_SHA2 =
            new MysqlSha2Scheme("mysql-sha2", "caching_sha2_password (MySQL 8)", true);

    /** {@code $5$} with a salt that no crypt(3) has */
    public static final MysqlSha2Scheme SHA256 =
            new MysqlSha2Scheme("mysql-sha256", "sha256_password (MySQL 5.6)", false);

    private static final String CACHING_MARK = "$A$";
    private static final String SHA256_MARK = "$5$";
    private static final int ROUNDS_DIGITS = 3;
    private static final int ROUNDS_UNIT = 1_000;
    private static final int ROUNDS_WITHOUT_ASKING = 5_000;
    private static final int SALT_BYTES = 20;
    private static final int DIGEST_CHARS = 43;
    private static final int CACHING_SALT_START = CACHING_MARK.length() + ROUNDS_DIGITS + 1;
    private static final int CACHING_CHARS = CACHING_SALT_START + SALT_BYTES + DIGEST_CHARS;
    private static final int SHA256_CHARS = SHA256_MARK.length() + SALT_BYTES + 1 + DIGEST_CHARS;

    /** What the server puts where a password has to be set first. */
    private static final String NEVER_MATCHED = "INVALIDSALTANDPASSWORD";

    /** Measured with the scalar kernel, as for sha256crypt. */
    private static final double NANOS_FOR_A_ROUND = 130;

    private final SchemeId id;
    private final String title;
    private final boolean caching;

    private MysqlSha2Scheme(String id, String title, boolean caching) {
        this.id = new SchemeId(id);
        this.title = title;
        this.caching = caching;
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
        return caching && text.startsWith(CACHING_MARK);
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        int expected = caching ? CACHING_CHARS : SHA256_CHARS;
        if (hash.length() != expected) {
            return new Parsed.Malformed("expected " + expected + " bytes, found " + hash.length());
        }
        String text = hash.latin1();
        if (text.contains(NEVER_MATCHED)) {
            return new Parsed.Malformed("the server's own text for an account that has no password yet");
        }
        return caching ? parseCaching(text) : parseSha256(text);
    }

    private Parsed parseCaching(String text) {
        String rounds = text.substring(CACHING_MARK.length(), CACHING_SALT_START - 1);
        if (!claims(text)
                || !rounds.chars().allMatch(HexFormat::isHexDigit)
                || text.charAt(CACHING_SALT_START - 1) != '$') {
            return new Parsed.Malformed("expected " + CACHING_MARK + ", three hex digits and $");
        }
        int thousands = Integer.parseInt(rounds, 16);
        if (thousands == 0) {
            return new Parsed.Malformed("no rounds");
        }
        int digestStart = CACHING_SALT_START + SALT_BYTES;
        return parse(text, CACHING_SALT_START, text.substring(digestStart), thousands * ROUNDS_UNIT);
    }

    private Parsed parseSha256(String text) {
        int saltStart = SHA256_MARK.length();
        if (!text.startsWith(SHA256_MARK) || text.charAt(saltStart + SALT_BYTES) != '$') {
            return new Parsed.Malformed("expected " + SHA256_MARK + ", " + SALT_BYTES + " bytes of salt and $");
        }
        return parse(text, saltStart, text.substring(saltStart + SALT_BYTES + 1), ROUNDS_WITHOUT_ASKING);
    }

    private Parsed parse(String text, int saltStart, String printed, int rounds) {
        String salt = text.substring(saltStart, saltStart + SALT_BYTES);
        if (salt.indexOf('\0') >= 0 || salt.indexOf('$') >= 0) {
            return new Parsed.Malformed("salt with NUL or $, which the server never makes");
        }
        Optional<byte[]> digest = ShacryptDigest.SHA256.printed().read(printed);
        if (digest.isEmpty()) {
            return new Parsed.Malformed("expected a digest of " + DIGEST_CHARS + " chars that the server prints");
        }
        return new Parsed.Readable(new StoredHash(
                id,
                new ShacryptSettings(ShacryptDigest.SHA256, rounds),
                salt.getBytes(StandardCharsets.ISO_8859_1),
                digest.get(),
                new Cost(NANOS_FOR_A_ROUND * rounds, 0)));
    }

    @Override
    public HashKernel newKernel() {
        return new ShacryptKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return caching ? cachingAnswers() : sha256Answers();
    }

    private List<KnownAnswer> cachingAnswers() {
        byte[] salt = HexFormat.of().parseHex("4a2b54796f055350085a1c171855424b464c7069");
        return List.of(
                KnownAnswer.of(
                        id,
                        "Summer2024!",
                        "$A$005$ABCDEFGHIJKLMNOPQRSTDcU0g5L1bwvNCqoP9d.vE7DsfGADkeYPKunKhYHKjoD",
                        "computed with Python's hashlib"),
                KnownAnswer.of(
                        id,
                        "hashcat",
                        "$A$005$" + new String(salt, StandardCharsets.ISO_8859_1)
                                + "LcdkMJDtslD/yOmwbfJy9MXkxqSkF5gnaWxOUrw4Xd8",
                        "hashcat, example hashes, mode 7401"));
    }

    private List<KnownAnswer> sha256Answers() {
        return List.of(KnownAnswer.of(
                id,
                "Summer2024!",
                "$5$ABCDEFGHIJKLMNOPQRST$DcU0g5L1bwvNCqoP9d.vE7DsfGADkeYPKunKhYHKjoD",
                "computed with Python's hashlib"));
    }
}
