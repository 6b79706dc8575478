package dev.watchword.hash.scram;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.Cost;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.digest.DigestKernel;
import dev.watchword.hash.digest.DigestSettings;
import dev.watchword.hash.digest.DigestVariant;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * PostgreSQL's {@code md5} and the MD5 of password and role name in 32 small hex digits. The role's name stands outside
 * the text: it is the variant. Source: PostgreSQL 18 manual, pg_authid.
 */
public final class PostgresMd5Scheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("postgres-md5");

    private static final String MARK = "md5";
    private static final int TEXT_CHARS = MARK.length() + 32;
    private static final int MOST_NAME_CHARS = 256;

    /** Measured, see docs/formats/digests.md. */
    private static final Cost COST = new Cost(250, 0);

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "MD5 with the role's name (PostgreSQL before 14)";
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
        return false;
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() != TEXT_CHARS) {
            return new Parsed.Malformed("expected " + TEXT_CHARS + " chars, found " + hash.length());
        }
        if (hash.variant().isEmpty()) {
            return new Parsed.Malformed("the role's name is missing, expected NAME:" + MARK + "...");
        }
        if (hash.variant().length() > MOST_NAME_CHARS) {
            return new Parsed.Malformed("expected a role's name of at most " + MOST_NAME_CHARS + " chars, found "
                    + hash.variant().length());
        }
        String text = hash.latin1();
        String digits = text.substring(MARK.length());
        if (!text.startsWith(MARK) || !digits.chars().allMatch(PostgresMd5Scheme::isSmallHexDigit)) {
            return new Parsed.Malformed("expected " + MARK + " and 32 hex digits in small letters");
        }
        byte[] name = hash.variant().getBytes(StandardCharsets.UTF_8);
        DigestSettings settings = DigestSettings.of(DigestVariant.of("MD5"));
        return new Parsed.Readable(
                new StoredHash(ID, settings, name, HexFormat.of().parseHex(digits), COST));
    }

    private static boolean isSmallHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    @Override
    public HashKernel newKernel() {
        return new DigestKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return List.of(new KnownAnswer(
                "Summer2024!".getBytes(StandardCharsets.US_ASCII),
                new EncodedHash(ID, "ann", "md52e9af3a2ce3e2fedfa37031110a9c008".getBytes(StandardCharsets.US_ASCII)),
                "computed with Python's hashlib"));
    }
}
