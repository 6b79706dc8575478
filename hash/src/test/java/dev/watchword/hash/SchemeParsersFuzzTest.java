package dev.watchword.hash;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.watchword.hash.digest.HexDigestScheme;
import dev.watchword.hash.digest.LdapScheme;
import dev.watchword.hash.digest.RedisSha256Scheme;
import dev.watchword.hash.plain.PlainScheme;
import dev.watchword.hash.scrypt.ScryptScheme;
import dev.watchword.hash.tomcat.TomcatDigestScheme;
import dev.watchword.hash.tomcat.TomcatPbkdf2Scheme;
import dev.watchword.hash.yescrypt.YescryptScheme;
import java.util.List;

/** Any bytes and any variant are read or refused, never thrown at. */
class SchemeParsersFuzzTest {

    private static final List<HashScheme> SCHEMES = List.of(
            new YescryptScheme(),
            new ScryptScheme(),
            LdapScheme.md5(),
            LdapScheme.sha(),
            LdapScheme.ssha(),
            new RedisSha256Scheme(),
            new HexDigestScheme(),
            new TomcatDigestScheme(),
            new TomcatPbkdf2Scheme(),
            new PlainScheme());

    private static final List<String> MARKS =
            List.of("", "$y$", "$y$j9T$", "$7$", "$7$C6..../....", "{MD5}", "{SHA}", "{SSHA}", "00$1$");

    private static final List<String> VARIANTS =
            List.of("", "SHA-256", "MD5;ISO-8859-1", "PBKDF2WithHmacSHA512", "SHA-1;UTF-16");

    @FuzzTest
    void parsersNeverThrow(FuzzedDataProvider data) {
        HashScheme scheme = data.pickValue(SCHEMES);
        String variant = data.consumeBoolean() ? data.pickValue(VARIANTS) : data.consumeString(30);
        String mark = data.pickValue(MARKS);
        byte[] rest = data.consumeRemainingAsBytes();
        byte[] text = new byte[mark.length() + rest.length];
        for (int i = 0; i < mark.length(); i++) {
            text[i] = (byte) mark.charAt(i);
        }
        System.arraycopy(rest, 0, text, mark.length(), rest.length);
        EncodedHash hash = new EncodedHash(scheme.id(), variant, text);
        scheme.claims(hash.latin1());
        switch (scheme.parse(hash)) {
            case Parsed.Malformed malformed -> check(!malformed.reason().isBlank());
            case Parsed.Readable readable -> {
                check(readable.hash().scheme().equals(scheme.id()));
                check(readable.hash().salt().length <= 512);
                check(Double.isFinite(readable.hash().cost().nanos()));
            }
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError("a parsed value out of its bounds");
        }
    }
}
