package dev.watchword.hash.nt;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.Cost;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The NT hash, MD4 of the password in UTF-16 without salt, in two forms: {@code $3$$} and 32 lower-case hexadecimal
 * digits as crypt(3) prints it, and, with the variant {@link #UTF16}, 32 digits of either case alone, as dumps of
 * Windows accounts have it. They differ beyond ASCII: crypt(3) makes a UTF-16 unit of every byte, Windows encodes the
 * chars; a candidate that is not UTF-8 is then taken as Latin-1. Source: crypt(5); libxcrypt 4.4.33; [MS-NLMP] 3.3.1;
 * RFC 1320.
 */
public final class NtScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("nt");

    /** The variant of a bare digest. */
    public static final String UTF16 = "utf16";

    private static final String MARK = "$3$";
    private static final String PREFIX = "$3$$";
    private static final int DIGITS = 2 * Md4.DIGEST_BYTES;

    /** Measured with the scalar kernel. */
    private static final Cost COST = new Cost(110, 0);

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "NT hash (Windows, 1993)";
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
        return text.startsWith(MARK);
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        return switch (hash.variant()) {
            case "" -> parse(hash, NtForm.CRYPT, PREFIX, c -> c >= 'a' && c <= 'f');
            case UTF16 -> parse(hash, NtForm.WINDOWS, "", c -> (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
            default -> new Parsed.Malformed("expected no variant or " + UTF16);
        };
    }

    private static Parsed parse(EncodedHash hash, NtForm form, String prefix, IntPredicate letter) {
        int chars = prefix.length() + DIGITS;
        if (hash.length() != chars) {
            return new Parsed.Malformed("expected " + chars + " chars, found " + hash.length());
        }
        String text = hash.latin1();
        if (!text.startsWith(prefix)) {
            return new Parsed.Malformed("expected the mark " + prefix);
        }
        String digits = text.substring(prefix.length());
        if (!digits.chars().allMatch(c -> (c >= '0' && c <= '9') || letter.test(c))) {
            return new Parsed.Malformed("expected hexadecimal digits" + (prefix.isEmpty() ? "" : " in lower case"));
        }
        return new Parsed.Readable(new StoredHash(
                ID, new NtSettings(form), new byte[0], HexFormat.of().parseHex(digits), COST));
    }

    @Override
    public HashKernel newKernel() {
        return new NtKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return NtKnownAnswers.ALL;
    }
}
