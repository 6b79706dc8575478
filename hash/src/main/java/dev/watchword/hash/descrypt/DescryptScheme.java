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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

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
        if ((CryptText.sextet(text.charAt(TEXT_CHARS - 1)) & 3) != 0) {
            return new Parsed.Malformed("last char has bits set that crypt(3) never sets");
        }
        byte[] salt = text.substring(0, SALT_CHARS).getBytes(StandardCharsets.US_ASCII);
        return new Parsed.Readable(
                new StoredHash(ID, new DescryptSettings(), salt, block(text.substring(SALT_CHARS)), COST));
    }

    /** 64 bits as eleven chars, the most significant bits first, and two zero bits at the end. */
    private static byte[] block(String printed) {
        byte[] block = new byte[DescryptSettings.BLOCK_BYTES];
        IntStream.range(0, Long.SIZE).forEach(bit -> {
            int sextet = CryptText.sextet(printed.charAt(bit / 6));
            int value = sextet >>> (5 - bit % 6) & 1;
            block[bit / 8] |= (byte) (value << (7 - bit % 8));
        });
        return block;
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
