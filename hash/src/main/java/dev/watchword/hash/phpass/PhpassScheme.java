package dev.watchword.hash.phpass;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.CryptText;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.scrypt.SixBits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * phpass in its portable form: {@code $P$} (phpBB: {@code $H$}), the logarithm of the turns as one digit, eight chars of
 * salt and 22 of digest. Sources: openwall.com/phpass; passlib 1.7.4.
 */
public final class PhpassScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("phpass");

    private static final int LOG2_AT = 3;
    private static final int SALT_START = 4;
    private static final int DIGEST_START = 12;
    private static final int TEXT_CHARS = 34;

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "phpass, portable form (WordPress before 6.8, phpBB 3)";
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
        return text.startsWith("$P$") || text.startsWith("$H$");
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() != TEXT_CHARS) {
            return new Parsed.Malformed("expected " + TEXT_CHARS + " chars, found " + hash.length());
        }
        String text = hash.latin1();
        if (!claims(text)) {
            return new Parsed.Malformed("expected the mark $P$ or $H$");
        }
        int log2 = CryptText.sextet(text.charAt(LOG2_AT));
        if (log2 < PhpassSettings.LEAST_LOG2 || log2 > PhpassSettings.MOST_LOG2) {
            return new Parsed.Malformed("expected 2^7 to 2^30 turns as one digit");
        }
        String salt = text.substring(SALT_START, DIGEST_START);
        if (!CryptText.isSalt(salt)) {
            return new Parsed.Malformed("salt with a char that is never made");
        }
        Optional<byte[]> digest = SixBits.decode(text.substring(DIGEST_START));
        if (digest.isEmpty()) {
            return new Parsed.Malformed("22 digits of a 16-byte digest expected at the end");
        }
        PhpassSettings settings = new PhpassSettings(log2);
        return new Parsed.Readable(
                new StoredHash(ID, settings, salt.getBytes(StandardCharsets.US_ASCII), digest.get(), settings.cost()));
    }

    @Override
    public HashKernel newKernel() {
        return new PhpassKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return List.of(
                KnownAnswer.of(ID, "test12345", "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0", "openwall.com/phpass, test.php"),
                KnownAnswer.of(ID, "Summer2024!", "$P$6saltsaltv/ENiBC1aGN2F.MDwJOSI0", "passlib 1.7.4"),
                KnownAnswer.of(ID, "Summer2024!", "$H$6saltsaltv/ENiBC1aGN2F.MDwJOSI0", "the same with phpBB's mark"));
    }
}
