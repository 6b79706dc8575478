package dev.watchword.hash.yescrypt;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.util.List;

/**
 * yescrypt (Peslyak, openwall.com/yescrypt) as crypt(3) stores it: {@code $y$}, the parameters, {@code $}, the salt of 0
 * to 64 bytes, {@code $} and the digest of 32. Read as libxcrypt 4.4.33 does; crypt(5).
 */
public final class YescryptScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("yescrypt");

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
        return switch (YescryptText.whole(hash, YescryptText.MARK)) {
            case YescryptText.Unread unread -> new Parsed.Malformed(unread.reason());
            case YescryptText.Whole whole ->
                new Parsed.Readable(new StoredHash(
                        ID,
                        whole.settings(),
                        whole.salt(),
                        whole.digest(),
                        whole.settings().cost()));
        };
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
