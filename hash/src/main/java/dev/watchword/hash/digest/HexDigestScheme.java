package dev.watchword.hash.digest;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A bare digest in hex digits of either case, as Tomcat and many others store it. The text does not say which digest it
 * is: the variant does, in the form of {@link DigestVariant}.
 */
public final class HexDigestScheme extends SingleDigestScheme {

    public static final SchemeId ID = new SchemeId("hex-digest");

    public HexDigestScheme() {
        super(ID);
    }

    @Override
    public String title() {
        return "unsalted digest in hex";
    }

    @Override
    public boolean obsolete() {
        return true;
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
        return parseHex(hash, variant.get());
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        String md5 = "message digest";
        String origin = "computed with Python's hashlib";
        return List.of(
                of("MD5", md5, "f96b697d7cb7938d525a2f31aaf161d0", "RFC 1321, appendix A.5"),
                of("SHA-1", "abc", "A9993E364706816ABA3E25717850C26C9CD0D89D", "RFC 3174, test 1"),
                of(
                        "SHA-256",
                        "abc",
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        "FIPS 180-4 examples of NIST"),
                of(
                        "SHA-512",
                        "Summer2024!",
                        "79990bc61ce00607f0197d9ae92ed75fc8fcb1e30fea49d4086e467167cd73c8c13f1d682241e5bfc355fda59a30cdf0051b1ab9d6ec3af5b35bf077cc6b9543",
                        origin),
                of(
                        "SHA3-256",
                        "Summer2024!",
                        "d873a77218acef334e58094d8055f326aa73e99fcdaf81ae84f76c4617f07506",
                        origin),
                of("MD5;ISO-8859-1", "S\u00f6mmer", "8898f34a6063aac4cf546e9d1ce92f0c", origin));
    }

    private static KnownAnswer of(String variant, String password, String hex, String origin) {
        return new KnownAnswer(
                password.getBytes(StandardCharsets.UTF_8),
                new EncodedHash(ID, variant, hex.getBytes(StandardCharsets.US_ASCII)),
                origin);
    }
}
