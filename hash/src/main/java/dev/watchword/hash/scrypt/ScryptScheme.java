package dev.watchword.hash.scrypt;

import dev.watchword.candidate.Candidates;
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
 * scrypt (Percival, RFC 7914) as crypt(3) stores it: {@code $7$}, N as one digit, r and p as five digits each, the salt
 * as it stands in the text up to the last {@code $}, and the digest. Read as libxcrypt 4.4.33 does; crypt(5).
 */
public final class ScryptScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("scrypt");

    private static final String MARK = "$7$";
    private static final int SALT_START = MARK.length() + 1 + 5 + 5;
    private static final int DIGEST_DIGITS = 43;

    private static final String NEVER_IN_PASSWD = "!*:;\\";

    /** crypt(3) has room for 384 bytes: the text given as setting, a {@code $}, the digest and a NUL. */
    public static final int MOST_CHARS = 384 - 1 - DIGEST_DIGITS - 1;

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "scrypt in crypt(3) form ($7$)";
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
            return new Parsed.Malformed("longer than the " + MOST_CHARS + " chars that crypt(3) reads");
        }
        String text = hash.latin1();
        if (!claims(text)) {
            return new Parsed.Malformed("does not start with " + MARK);
        }
        long log2 = SixBits.number(text, MARK.length(), 1);
        long r = SixBits.number(text, MARK.length() + 1, 5);
        long p = SixBits.number(text, MARK.length() + 6, 5);
        if (log2 < 0 || r < 0 || p < 0) {
            return new Parsed.Malformed("11 digits of N, r and p expected after " + MARK);
        }
        if (log2 < 2 || log2 > 31) {
            return new Parsed.Malformed("N = 2^" + log2 + ", expected 2^2 to 2^31");
        }
        if (r < 1 || p < 1 || r * p >= 1 << 30) {
            return new Parsed.Malformed("r = " + r + " and p = " + p + ", expected 1 or more and a product below 2^30");
        }
        return parseRest(text, new ScryptSettings(1L << log2, (int) r, (int) p));
    }

    private static Parsed parseRest(String text, ScryptSettings settings) {
        int end = text.lastIndexOf('$');
        if (end < SALT_START) {
            return new Parsed.Malformed("no $ between salt and digest");
        }
        if (!saltIsLegal(text)) {
            return new Parsed.Malformed("salt with a char outside ./0-9A-Za-z$");
        }
        Optional<byte[]> digest = digest(text.substring(end + 1));
        if (digest.isEmpty()) {
            return new Parsed.Malformed(DIGEST_DIGITS + " digits of a 32-byte digest expected after the last $");
        }
        byte[] salt = text.substring(SALT_START, end).getBytes(StandardCharsets.ISO_8859_1);
        return new Parsed.Readable(new StoredHash(ID, settings, salt, digest.get(), settings.cost()));
    }

    /** The 32 bytes that 43 digits spell, the digest of every scrypt and yescrypt text; empty when they do not. */
    public static Optional<byte[]> digest(String digits) {
        return digits.length() == DIGEST_DIGITS ? SixBits.decode(digits) : Optional.empty();
    }

    /**
     * crypt(3) refuses chars that a passwd file cannot hold; of the others libxcrypt looks for the first that is no digit
     * and no $, and lets it and all after it pass when it stands behind a $.
     */
    private static boolean saltIsLegal(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f && NEVER_IN_PASSWD.indexOf(c) < 0)) {
            return false;
        }
        for (int i = SALT_START; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '$' && SixBits.value(c) < 0) {
                return text.charAt(i - 1) == '$';
            }
        }
        return true;
    }

    @Override
    public HashKernel newKernel() {
        return new ScryptKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return ScryptAnswers.ALL;
    }
}
