package dev.watchword.hash.yescrypt;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.scrypt.ScryptScheme;
import dev.watchword.hash.scrypt.SixBits;
import java.util.List;
import java.util.Optional;

/**
 * yescrypt (Peslyak, openwall.com/yescrypt) as crypt(3) stores it: {@code $y$}, the parameters, {@code $}, the salt of 0
 * to 64 bytes, {@code $} and the digest of 32. Read as libxcrypt 4.4.33 does; crypt(5).
 */
public final class YescryptScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("yescrypt");

    private static final int MOST_SALT_BYTES = 64;

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "yescrypt, default of Debian, Ubuntu and Fedora ($y$)";
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
        return text.startsWith(YescryptText.MARK);
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() > ScryptScheme.MOST_CHARS) {
            return new Parsed.Malformed("longer than the " + ScryptScheme.MOST_CHARS + " chars that crypt(3) reads");
        }
        String text = hash.latin1();
        if (!claims(text)) {
            return new Parsed.Malformed("does not start with " + YescryptText.MARK);
        }
        return switch (YescryptText.settings(text)) {
            case YescryptText.Refused refused -> new Parsed.Malformed(refused.reason());
            case YescryptText.Settled settled -> parseRest(text, settled);
        };
    }

    private static Parsed parseRest(String text, YescryptText.Settled settled) {
        int end = text.lastIndexOf('$');
        if (end < settled.saltStart()) {
            return new Parsed.Malformed("no $ between salt and digest");
        }
        Optional<byte[]> salt = SixBits.decode(text.substring(settled.saltStart(), end));
        if (salt.isEmpty() || salt.get().length > MOST_SALT_BYTES) {
            return new Parsed.Malformed("salt does not spell 0 to " + MOST_SALT_BYTES + " bytes");
        }
        Optional<byte[]> digest = ScryptScheme.digest(text.substring(end + 1));
        if (digest.isEmpty()) {
            return new Parsed.Malformed("43 digits of a 32-byte digest expected after the last $");
        }
        YescryptSettings settings = settled.settings();
        return new Parsed.Readable(new StoredHash(ID, settings, salt.get(), digest.get(), settings.cost()));
    }

    @Override
    public HashKernel newKernel() {
        return new YescryptKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return YescryptAnswers.ALL;
    }
}
