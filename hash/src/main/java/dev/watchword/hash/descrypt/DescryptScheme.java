package dev.watchword.hash.descrypt;

import dev.watchword.hash.Cost;
import dev.watchword.hash.CryptText;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Traditional DES crypt(3): two chars of salt and eleven chars of a DES block, 13 chars of {@code ./0-9A-Za-z} without
 * any mark. Seven bits of each of the first eight password bytes count. Source: Morris and Thompson, "Password
 * Security: A Case History" (1979); crypt(5); libxcrypt 4.4.33.
 */
public final class DescryptScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("descrypt");

    private static final int SALT_CHARS = 2;
    private static final int TEXT_CHARS = 13;
    private static final int SIGNIFICANT_BYTES = 8;

    /** Measured with the scalar kernel, as the scheme's whole cost. */
    private static final Cost COST = new Cost(2_500, 0);

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Traditional DES crypt (Unix, 1979)";
    }

    @Override
    public boolean obsolete() {
        return true;
    }

    @Override
    public int significantBytes() {
        return SIGNIFICANT_BYTES;
    }

    @Override
    public boolean claims(String text) {
        return text.length() == TEXT_CHARS && text.chars().allMatch(c -> CryptText.sextet((char) c) >= 0);
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() != TEXT_CHARS) {
            return new Parsed.Malformed("expected " + TEXT_CHARS + " chars, found " + hash.length());
        }
        String text = hash.latin1();
        if (!claims(text)) {
            return new Parsed.Malformed("expected only chars of ./0-9A-Za-z");
        }
        String printed = text.substring(SALT_CHARS);
        if (!SaltedDes.isBlock(printed)) {
            return new Parsed.Malformed("last char has bits set that crypt(3) never sets");
        }
        byte[] salt = text.substring(0, SALT_CHARS).getBytes(StandardCharsets.US_ASCII);
        byte[] digest = ByteBuffer.allocate(DescryptSettings.BLOCK_BYTES)
                .putLong(SaltedDes.block(printed))
                .array();
        return new Parsed.Readable(new StoredHash(ID, new DescryptSettings(), salt, digest, COST));
    }

    @Override
    public HashKernel newKernel() {
        return new DescryptKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return DescryptKnownAnswers.ALL;
    }
}
