package dev.watchword.hash.bcrypt;

import dev.watchword.hash.Cost;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.util.List;
import java.util.Optional;

/**
 * bcrypt: {@code $2a$}, {@code $2b$}, {@code $2x$} or {@code $2y$}, two digits of cost, {@code $}, 22 chars of salt and
 * 31 of digest. The first 72 password bytes count. Source: Provos and Mazieres, "A Future-Adaptable Password Scheme"
 * (1999); crypt(5); libxcrypt 4.4.33.
 */
public final class BcryptScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("bcrypt");

    private static final int SIGNIFICANT_BYTES = 72;
    private static final int TEXT_CHARS = 60;
    private static final int MARK_CHARS = 4;
    private static final int SALT_START = 7;
    private static final int SALT_END = 29;

    /** Measured with the scalar kernel: one of the two times 2^cost key expansions. */
    private static final double NANOS_PER_EXPANSION = 28_000;

    private static final long MEMORY_BYTES = 4L * (BlowfishTables.P_WORDS + BlowfishTables.S_WORDS);

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "bcrypt (OpenBSD, 1997)";
    }

    @Override
    public boolean obsolete() {
        return false;
    }

    @Override
    public int significantBytes() {
        return SIGNIFICANT_BYTES;
    }

    @Override
    public boolean claims(String text) {
        return text.length() >= MARK_CHARS
                && text.startsWith("$2")
                && text.charAt(3) == '$'
                && keyReading(text.charAt(2)).isPresent();
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() != TEXT_CHARS) {
            return new Parsed.Malformed("expected " + TEXT_CHARS + " chars, found " + hash.length());
        }
        String text = hash.latin1();
        if (!claims(text)) {
            return new Parsed.Malformed("expected the mark $2a$, $2b$, $2x$ or $2y$");
        }
        int cost = cost(text);
        if (cost < BcryptSettings.MIN_COST || cost > BcryptSettings.MAX_COST || text.charAt(SALT_START - 1) != '$') {
            return new Parsed.Malformed("expected a cost of 04 to 31 and $");
        }
        Optional<byte[]> salt = BcryptBase64.read(text.substring(SALT_START, SALT_END));
        if (salt.isEmpty()) {
            return new Parsed.Malformed("salt is not one that crypt(3) prints");
        }
        Optional<byte[]> digest = BcryptBase64.read(text.substring(SALT_END));
        if (digest.isEmpty()) {
            return new Parsed.Malformed("digest is not one that crypt(3) prints");
        }
        BcryptSettings settings = new BcryptSettings(keyReading(text.charAt(2)).orElseThrow(), cost);
        return new Parsed.Readable(new StoredHash(
                ID,
                settings,
                salt.get(),
                digest.get(),
                new Cost(2 * NANOS_PER_EXPANSION * (1L << cost), MEMORY_BYTES)));
    }

    private static Optional<BcryptKeyReading> keyReading(char revision) {
        return switch (revision) {
            case 'a' -> Optional.of(BcryptKeyReading.GUARDED);
            case 'b', 'y' -> Optional.of(BcryptKeyReading.PLAIN);
            case 'x' -> Optional.of(BcryptKeyReading.SIGN_EXTENDED);
            default -> Optional.empty();
        };
    }

    /** The two digits of cost, -1 when they are none. */
    private static int cost(String text) {
        int tens = text.charAt(MARK_CHARS) - '0';
        int ones = text.charAt(MARK_CHARS + 1) - '0';
        boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        return digits ? 10 * tens + ones : -1;
    }

    @Override
    public HashKernel newKernel() {
        return new BcryptKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return BcryptKnownAnswers.ALL;
    }
}
