package dev.watchword.hash.digest;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.util.HexFormat;

/** What the schemes of this package share: one digest, of all bytes of the password, with a kernel for all of them. */
abstract sealed class SingleDigestScheme implements HashScheme permits HexDigestScheme, LdapScheme, RedisSha256Scheme {

    private final SchemeId id;

    SingleDigestScheme(SchemeId id) {
        this.id = id;
    }

    @Override
    public final SchemeId id() {
        return id;
    }

    @Override
    public final int significantBytes() {
        return Candidates.MAX_BYTES;
    }

    @Override
    public final HashKernel newKernel() {
        return new DigestKernel();
    }

    /** The whole text as hex digits of the variant's digest. */
    final Parsed parseHex(EncodedHash hash, DigestVariant variant) {
        DigestSettings settings = DigestSettings.of(variant);
        int digits = 2 * settings.digestBytes();
        if (hash.length() != digits) {
            return new Parsed.Malformed(hash.length() + " chars, expected " + digits + " hex digits of " + variant);
        }
        String text = hash.latin1();
        if (!text.chars().allMatch(HexFormat::isHexDigit)) {
            return new Parsed.Malformed("a char that is no hex digit");
        }
        return readable(settings, new byte[0], HexFormat.of().parseHex(text));
    }

    final Parsed readable(DigestSettings settings, byte[] salt, byte[] digest) {
        return new Parsed.Readable(new StoredHash(id, settings, salt, digest, DigestSettings.COST));
    }
}
