package dev.watchword.hash.yescrypt;

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

/**
 * yescrypt within another digest, as crypt(3) stores it: the text of yescrypt with a mark of its own. Read as libxcrypt
 * does (4.4.33 for {@code $gy$}, the sources of 4.5 for {@code $sm3y$}); crypt(5).
 */
public final class NationalYescryptScheme implements HashScheme {

    /** {@code $gy$} */
    public static final NationalYescryptScheme GOST_YESCRYPT = new NationalYescryptScheme(NationalDigest.STREEBOG);

    /** {@code $sm3y$} */
    public static final NationalYescryptScheme SM3_YESCRYPT = new NationalYescryptScheme(NationalDigest.SM3);

    private final NationalDigest digest;
    private final SchemeId id;

    private NationalYescryptScheme(NationalDigest digest) {
        this.digest = digest;
        this.id = digest.id();
    }

    @Override
    public SchemeId id() {
        return id;
    }

    @Override
    public String title() {
        return digest.title();
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
        return text.startsWith(digest.mark());
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        return switch (YescryptText.whole(hash, digest.mark())) {
            case YescryptText.Unread unread -> new Parsed.Malformed(unread.reason());
            case YescryptText.Whole whole -> readable(whole);
        };
    }

    private Parsed readable(YescryptText.Whole whole) {
        NationalYescryptSettings settings = new NationalYescryptSettings(digest, whole.head(), whole.settings());
        byte[] salt = whole.saltDigits().getBytes(StandardCharsets.US_ASCII);
        return new Parsed.Readable(new StoredHash(id, settings, salt, whole.digest(), settings.cost()));
    }

    @Override
    public HashKernel newKernel() {
        return new NationalYescryptKernel(digest);
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return digest.knownAnswers();
    }
}
