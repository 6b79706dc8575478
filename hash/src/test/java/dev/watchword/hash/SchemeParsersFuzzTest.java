package dev.watchword.hash;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Any bytes and any variant are read or refused, never thrown at. */
class SchemeParsersFuzzTest {

    private static final List<HashScheme> SCHEMES = HashSchemes.all();

    /** What texts begin with, and beginnings that leave little to be found. */
    private static final List<String> MARKS = List.of(
            "",
            "$y$",
            "$y$j9T$",
            "$gy$j75$",
            "$sm3y$j75$",
            "$7$",
            "$7$C6..../....",
            "{MD5}",
            "{SHA}",
            "{SSHA}",
            "00$1$",
            "_J9..",
            "$sha1$10$",
            "$md5,rounds=",
            "$md5$",
            "$sm3$rounds=",
            "$A$005$",
            "P0:",
            "$argon2id$v=19$m=",
            "$argon2d$m=64,t=1,p=1$",
            "$pbkdf2-sha256$",
            "{PBKDF2}1$",
            "pbkdf2_sha256$1$",
            "pbkdf2:sha256:",
            "grub.pbkdf2.sha512.1.",
            "SCRAM-SHA-256$4096:",
            "SCRAM-SHA-1$1:",
            "md5",
            "$P$B");

    private static final List<String> VARIANTS =
            List.of("", "SHA-256", "MD5;ISO-8859-1", "PBKDF2WithHmacSHA512", "SHA-1;UTF-16", "SHA-512", "ann");

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
