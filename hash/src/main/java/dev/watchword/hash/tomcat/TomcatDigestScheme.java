package dev.watchword.hash.tomcat;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.digest.DigestVariant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code salt$iterations$digest} of Tomcat's {@code MessageDigestCredentialHandler} (Tomcat 11 sources): the digest of
 * salt and password, digested again until it was taken {@code iterations} times. The handler's algorithm stands outside
 * the text: the variant names it in the form of {@link DigestVariant}, with the handler's {@code encoding} as charset.
 *
 * <p>A text without {@code $} under the same handler is of scheme {@code hex-digest}, one with an LDAP mark of
 * {@code ldap-md5}, {@code ldap-sha} or {@code ldap-ssha}.
 */
public final class TomcatDigestScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("tomcat-digest");

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "repeated digest of Tomcat's MessageDigestCredentialHandler";
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
        return false;
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        Optional<DigestVariant> variant = DigestVariant.parse(hash.variant());
        if (variant.isEmpty()) {
            return new Parsed.Malformed("the variant names no digest of the JDK");
        }
        return switch (TomcatText.parts(hash)) {
            case TomcatText.Refused refused -> new Parsed.Malformed(refused.reason());
            case TomcatText.Parts parts -> parse(parts, variant.get());
        };
    }

    /** The handler takes iterations below 1 for 1. */
    private static Parsed parse(TomcatText.Parts parts, DigestVariant variant) {
        int iterations = Math.max(1, parts.iterations());
        TomcatDigestSettings settings = new TomcatDigestSettings(variant, iterations, variant.digestBytes());
        if (parts.digest().length != settings.digestBytes()) {
            return new Parsed.Malformed("a digest of " + parts.digest().length + " bytes, expected "
                    + settings.digestBytes() + " of " + variant);
        }
        return new Parsed.Readable(new StoredHash(ID, settings, parts.salt(), parts.digest(), settings.cost()));
    }

    @Override
    public HashKernel newKernel() {
        return new TomcatDigestKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return List.of(
                of(
                        "SHA-256",
                        "Summer2024!",
                        "000102030405060708090a0b0c0d0e0f$1000$1d38e3ff7ee10f667c05169486a9186cf7b43b745bc9bc81295e5fae55c8a104"),
                of(
                        "SHA-512",
                        "Summer2024!",
                        "$3$4e805682b62473389882369f27990ea0508a9ce93eaf37618b91177fed1ba7b583f4b52e2884b05f99b4e7049e794600134a3a113fdd1ca0a5bba6c8a2aa6ef2"),
                of(
                        "MD5;ISO-8859-1",
                        "S\u00f6mmer",
                        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f$7$0033635aaa32638e42999d077b3bafa8"),
                of("SHA-1", "Summer2024!", "ABCDEF$1$611636D4A93B702319B638EC0ECE2B33932308B0"));
    }

    private static KnownAnswer of(String variant, String password, String text) {
        return new KnownAnswer(
                password.getBytes(StandardCharsets.UTF_8),
                new EncodedHash(ID, variant, text.getBytes(StandardCharsets.US_ASCII)),
                "computed with Python's hashlib, matched by Tomcat 11.0.26");
    }
}
