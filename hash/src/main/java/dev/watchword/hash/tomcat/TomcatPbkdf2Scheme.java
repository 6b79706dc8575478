package dev.watchword.hash.tomcat;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.pbkdf2.Pbkdf2Kernel;
import dev.watchword.hash.pbkdf2.Pbkdf2Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code salt$iterations$key} of Tomcat's {@code SecretKeyCredentialHandler} (Tomcat 11 sources): PBKDF2 by the JDK, which
 * turns the typed chars to UTF-8, as many bytes as are stored. The handler's algorithm stands outside the text: it is the
 * variant ({@code PBKDF2WithHmacSHA512}), the handler's own default {@code PBKDF2WithHmacSHA1} when there is none.
 */
public final class TomcatPbkdf2Scheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("tomcat-pbkdf2");

    private static final String DEFAULT = "PBKDF2WithHmacSHA1";

    /** The JDK's names of PBKDF2, which it reads in any case, and of the digests below them. */
    private static final Map<String, String> DIGESTS = Map.of(
            "PBKDF2WITHHMACSHA1", "SHA-1",
            "PBKDF2WITHHMACSHA224", "SHA-224",
            "PBKDF2WITHHMACSHA256", "SHA-256",
            "PBKDF2WITHHMACSHA384", "SHA-384",
            "PBKDF2WITHHMACSHA512", "SHA-512",
            "PBKDF2WITHHMACSHA512/224", "SHA-512/224",
            "PBKDF2WITHHMACSHA512/256", "SHA-512/256");

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "PBKDF2 of Tomcat's SecretKeyCredentialHandler";
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
        return false;
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        String variant = hash.variant().isEmpty() ? DEFAULT : hash.variant();
        String digest = DIGESTS.get(variant.toUpperCase(Locale.ROOT));
        if (digest == null) {
            return new Parsed.Malformed("the variant names no PBKDF2 of the JDK");
        }
        return switch (TomcatText.parts(hash)) {
            case TomcatText.Refused refused -> new Parsed.Malformed(refused.reason());
            case TomcatText.Parts parts -> parse(parts, digest);
        };
    }

    /** The JDK refuses no salt and no iterations, and Tomcat lets nobody in then. */
    private static Parsed parse(TomcatText.Parts parts, String digest) {
        if (parts.salt().length == 0) {
            return new Parsed.Malformed("no salt");
        }
        if (parts.iterations() < 1) {
            return new Parsed.Malformed(parts.iterations() + " iterations, expected 1 or more");
        }
        Pbkdf2Settings settings = Pbkdf2Settings.of(digest, parts.iterations(), parts.digest().length);
        return new Parsed.Readable(new StoredHash(ID, settings, parts.salt(), parts.digest(), settings.cost()));
    }

    @Override
    public HashKernel newKernel() {
        return new Pbkdf2Kernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        String python = "computed with Python's hashlib, matched by Tomcat 11.0.26";
        return List.of(
                of(
                        "PBKDF2WithHmacSHA512",
                        "Summer2024!",
                        "000102030405060708090a0b0c0d0e0f$20000$29861b02566da2e60bd756c17ba873315c625f20",
                        python),
                of("", "password", "73616c74$4096$4b007901b765489abead49d926f721d065a429c1", "RFC 6070, third test"),
                of(
                        "PBKDF2WithHmacSHA256",
                        "Summer2024!",
                        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f$100$81b60263c4ed6c91c7c774ad8208ad09ebe6303d4411049be047cfbd22ab911e",
                        python),
                of(
                        "PBKDF2WithHmacSHA224",
                        "S\u00f6mmer",
                        "01$10$0515686a6936555e94939e4aa6fdc5ea3150b5779e9e28f1bd4ba0df850b",
                        python),
                of(
                        "PBKDF2WithHmacSHA384",
                        "Summer2024!",
                        "6162$1$423E7FB4ED5F90517E0A26C301C6ADCA05D143BF8E42C16549B4958F64D57AE5E0689F03B63CB6ACEAA2B8F7D0A19DD0E994940BF9364AFA7EEBFB9FC946F00A5E9D5A6285CE4BB1EBEF6B722A3BEC18C50AEB9AF70683C407CA0E4B8A4166B856E0486E",
                        python));
    }

    private static KnownAnswer of(String variant, String password, String text, String origin) {
        return new KnownAnswer(
                password.getBytes(StandardCharsets.UTF_8),
                new EncodedHash(ID, variant, text.getBytes(StandardCharsets.US_ASCII)),
                origin);
    }
}
