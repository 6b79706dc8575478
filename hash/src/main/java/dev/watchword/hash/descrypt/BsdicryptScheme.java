package dev.watchword.hash.descrypt;

import dev.watchword.candidate.Candidates;
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
 * BSDi's extended DES crypt(3): {@code _}, four chars of rounds, four of salt, and eleven of a DES block. All bytes of
 * the password count, seven bits of each. Source: crypt(5); libxcrypt 4.4.33.
 */
public final class BsdicryptScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("bsdicrypt");

    private static final char MARK = '_';
    private static final int ROUNDS_START = 1;
    private static final int SALT_START = 5;
    private static final int BLOCK_START = 9;
    private static final int TEXT_CHARS = 20;

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Extended DES crypt (BSDi)";
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
        return text.length() == TEXT_CHARS && text.charAt(0) == MARK;
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() != TEXT_CHARS) {
            return new Parsed.Malformed("expected " + TEXT_CHARS + " chars, found " + hash.length());
        }
        String text = hash.latin1();
        if (!claims(text)) {
            return new Parsed.Malformed("expected the mark " + MARK);
        }
        if (!text.chars().skip(1).allMatch(c -> CryptText.sextet((char) c) >= 0)) {
            return new Parsed.Malformed("expected only chars of ./0-9A-Za-z after the mark");
        }
        if (!SaltedDes.isBlock(text.substring(BLOCK_START))) {
            return new Parsed.Malformed("last char has bits set that crypt(3) never sets");
        }
        int rounds = SaltedDes.saltBits(ascii(text.substring(ROUNDS_START, SALT_START)));
        BsdicryptSettings settings = new BsdicryptSettings(Math.max(1, rounds));
        byte[] digest = ByteBuffer.allocate(settings.digestBytes())
                .putLong(SaltedDes.block(text.substring(BLOCK_START)))
                .array();
        return new Parsed.Readable(
                new StoredHash(ID, settings, ascii(text.substring(SALT_START, BLOCK_START)), digest, settings.cost()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public HashKernel newKernel() {
        return new BsdicryptKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        String libxcrypt = "libxcrypt 4.4.33";
        return List.of(
                KnownAnswer.of(ID, "Summer2024!", "_J9..rasmgYAOozGcX46", libxcrypt),
                KnownAnswer.of(ID, "x", "_....rasmj5zfJVs6CBM", libxcrypt + ": no rounds are one round"),
                KnownAnswer.of(ID, "rasmuslerdorf", "_J9..rasmBYk8r9AiWNc", "PHP manual, crypt()"));
    }
}
