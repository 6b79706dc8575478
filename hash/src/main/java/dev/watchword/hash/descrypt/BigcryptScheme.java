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
 * bigcrypt of Digital Unix and HP-UX: traditional DES crypt of each eight bytes of the password, two chars of salt and
 * then eleven chars for each segment, without any mark. With one segment it is traditional DES crypt, which is read as
 * such; so here are two to sixteen. Source: crypt(5); libxcrypt 4.4.33.
 */
public final class BigcryptScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("bigcrypt");

    private static final int SALT_CHARS = 2;
    private static final int SEGMENT_CHARS = 11;

    /** Measured with the scalar kernel. */
    private static final double NANOS_FOR_A_SEGMENT = 2_500;

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "DES crypt of segments (bigcrypt of Digital Unix and HP-UX)";
    }

    @Override
    public boolean obsolete() {
        return true;
    }

    @Override
    public int significantBytes() {
        return BigcryptSettings.MOST_SEGMENTS * SaltedDes.KEY_BYTES;
    }

    @Override
    public boolean claims(String text) {
        return isLengthOfSome(text.length()) && text.chars().allMatch(c -> CryptText.sextet((char) c) >= 0);
    }

    private static boolean isLengthOfSome(int chars) {
        int segments = (chars - SALT_CHARS) / SEGMENT_CHARS;
        return chars == SALT_CHARS + SEGMENT_CHARS * segments
                && segments >= BigcryptSettings.LEAST_SEGMENTS
                && segments <= BigcryptSettings.MOST_SEGMENTS;
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (!isLengthOfSome(hash.length())) {
            return new Parsed.Malformed("expected 2 chars and 11 for each of 2 to 16 segments, found " + hash.length());
        }
        String text = hash.latin1();
        if (!claims(text)) {
            return new Parsed.Malformed("expected only chars of ./0-9A-Za-z");
        }
        BigcryptSettings settings = new BigcryptSettings((text.length() - SALT_CHARS) / SEGMENT_CHARS);
        ByteBuffer digest = ByteBuffer.allocate(settings.digestBytes());
        digest.put((byte) settings.segments());
        for (int at = SALT_CHARS; at < text.length(); at += SEGMENT_CHARS) {
            String printed = text.substring(at, at + SEGMENT_CHARS);
            if (!SaltedDes.isBlock(printed)) {
                return new Parsed.Malformed("last char of a segment has bits set that crypt(3) never sets");
            }
            digest.putLong(SaltedDes.block(printed));
        }
        byte[] salt = text.substring(0, SALT_CHARS).getBytes(StandardCharsets.US_ASCII);
        Cost cost = new Cost(NANOS_FOR_A_SEGMENT * settings.segments(), 0);
        return new Parsed.Readable(new StoredHash(ID, settings, salt, digest.array(), cost));
    }

    @Override
    public HashKernel newKernel() {
        return new BigcryptKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        String libxcrypt = "libxcrypt 4.4.33";
        return List.of(
                KnownAnswer.of(ID, "Summer2024!", "abMo/v7YAw2AsSyobt5jjW0k", libxcrypt),
                KnownAnswer.of(ID, "a very long password", "qiA2zbjmfjLtsiUOpyrBPGio2vSfNvs4TU2", libxcrypt),
                KnownAnswer.of(ID, "passphrase", "qiyh4XPJGsOZ2MEAyLkfWqeQ", "passlib 1.7.4, bigcrypt"));
    }
}
