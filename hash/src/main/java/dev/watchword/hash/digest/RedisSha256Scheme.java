package dev.watchword.hash.digest;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import java.util.List;

/**
 * The unsalted SHA-256 of a Redis or Valkey user: 64 lower-case hex digits, what stands behind the {@code #} in an ACL
 * (redis.io, "ACL"). The server knows no other hash, so it is not called obsolete.
 */
public final class RedisSha256Scheme extends SingleDigestScheme {

    public static final SchemeId ID = new SchemeId("redis-sha256");

    private static final DigestVariant SHA256 = DigestVariant.of("SHA-256");

    public RedisSha256Scheme() {
        super(ID);
    }

    @Override
    public String title() {
        return "SHA-256 of a Redis ACL";
    }

    @Override
    public boolean obsolete() {
        return false;
    }

    @Override
    public boolean claims(String text) {
        return false;
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        for (byte b : hash.length() > 64 ? new byte[0] : hash.text()) {
            if (b >= 'A' && b <= 'F') {
                return new Parsed.Malformed("an upper-case hex digit, which Redis refuses");
            }
        }
        return parseHex(hash, SHA256);
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return List.of(
                KnownAnswer.of(
                        ID,
                        "Summer2024!",
                        "323725e8eff4df0a4974d6ea8c73017aa6467d94e09382745b7a988cec0fba0a",
                        "an ACL of Redis 7.0.15"),
                KnownAnswer.of(
                        ID,
                        "",
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        "the SHA-256 of nothing, NIST's example for a message of length 0"));
    }
}
