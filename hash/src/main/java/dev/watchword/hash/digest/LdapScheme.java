package dev.watchword.hash.digest;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Digests under a mark of LDAP's userPassword (RFC 2307, OpenLDAP): {@code {MD5}}, {@code {SHA}} and {@code {SSHA}}
 * before base64. Apache httpd reads {@code {SHA}} in htpasswd files, Tomcat reads all three; both look for the mark in
 * capitals.
 *
 * <p>Without a variant the digest is the mark's and of the bytes as typed, as httpd and OpenLDAP take it. Tomcat takes the
 * digest that its handler is set to, whatever the mark, and turns chars to ISO-8859-1 first: its reader says so in the
 * variant ({@code MD5;ISO-8859-1}), in the form of {@link DigestVariant}.
 */
public final class LdapScheme extends SingleDigestScheme {

    /** Longest salt behind the digest of {@code {SSHA}}, in bytes. */
    public static final int MOST_SALT_BYTES = 64;

    private static final int SALTED_DIGEST_BYTES = 20;
    private static final int MOST_CHARS = 200;

    private final String mark;
    private final DigestVariant own;
    private final boolean salted;
    private final List<KnownAnswer> answers;

    private LdapScheme(String id, String mark, String algorithm, boolean salted, List<Answer> answers) {
        super(new SchemeId(id));
        this.mark = mark;
        this.own = DigestVariant.of(algorithm);
        this.salted = salted;
        this.answers = answers.stream().map(answer -> answer.of(id())).toList();
    }

    /** {@code {MD5}} and the base64 of 16 bytes. */
    public static LdapScheme md5() {
        return new LdapScheme(
                "ldap-md5",
                "{MD5}",
                "MD5",
                false,
                List.of(
                        new Answer("", "Summer2024!", "{MD5}8GXWCeVZg7xgh8BzyRybxw==", PYTHON),
                        new Answer(
                                "SHA-256;ISO-8859-1",
                                "S\u00f6mmer",
                                "{MD5}I12cnXAWvpjE34SlzYJGqdkhzpKKER4O75rP+Tjf0oU=",
                                PYTHON)));
    }

    /** {@code {SHA}} and the base64 of 20 bytes. */
    public static LdapScheme sha() {
        return new LdapScheme(
                "ldap-sha",
                "{SHA}",
                "SHA-1",
                false,
                List.of(
                        new Answer("", "Summer2024!", "{SHA}fosKNDPxIQqWmdhUIONjobFi7Kw=", PYTHON),
                        new Answer("SHA-1;ISO-8859-1", "S\u00f6mmer", "{SHA}JZhy6Au5Q4ULHN1iULzt9I0gTGU=", PYTHON)));
    }

    /** {@code {SSHA}} and the base64 of 20 bytes of digest and 0 to {@value #MOST_SALT_BYTES} of salt. */
    public static LdapScheme ssha() {
        return new LdapScheme(
                "ldap-ssha",
                "{SSHA}",
                "SHA-1",
                true,
                List.of(
                        new Answer("", "Summer2024!", "{SSHA}GxkBYqoSr4IH+LpQmHcRYfsV025zYWx0c2FsdA==", PYTHON),
                        new Answer(
                                "SHA-1;ISO-8859-1",
                                "S\u00f6mmer",
                                "{SSHA}/oPPjcnpCbJgjYTlDhpw2lRrrUcwMTIzNDU2Nzg5YWJjZGVm",
                                PYTHON)));
    }

    private static final String PYTHON = "computed with Python's hashlib";

    private record Answer(String variant, String password, String text, String origin) {
        KnownAnswer of(SchemeId id) {
            return new KnownAnswer(
                    password.getBytes(StandardCharsets.UTF_8),
                    new EncodedHash(id, variant, text.getBytes(StandardCharsets.US_ASCII)),
                    origin);
        }
    }

    @Override
    public String title() {
        return mark + (salted ? " salted" : " unsalted") + " digest in base64";
    }

    @Override
    public boolean obsolete() {
        return true;
    }

    @Override
    public boolean claims(String text) {
        return text.startsWith(mark);
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() > MOST_CHARS) {
            return new Parsed.Malformed("longer than " + MOST_CHARS + " chars");
        }
        String text = hash.latin1();
        if (!claims(text)) {
            return new Parsed.Malformed("does not start with " + mark);
        }
        Optional<DigestVariant> variant =
                hash.variant().isEmpty() ? Optional.of(own) : DigestVariant.parse(hash.variant());
        if (variant.isEmpty()) {
            return new Parsed.Malformed("the variant names no digest of the JDK");
        }
        String base64 = text.substring(mark.length());
        return salted ? parseSalted(base64, variant.get()) : parseUnsalted(base64, variant.get());
    }

    /** Readers compare the text with the one they make, so there is one spelling. */
    private Parsed parseUnsalted(String base64, DigestVariant variant) {
        DigestSettings settings = DigestSettings.of(variant);
        Optional<byte[]> digest = decoded(base64)
                .filter(bytes -> bytes.length == settings.digestBytes())
                .filter(bytes -> Base64.getEncoder().encodeToString(bytes).equals(base64));
        if (digest.isEmpty()) {
            return new Parsed.Malformed("not the base64 of " + settings.digestBytes() + " bytes behind " + mark);
        }
        return readable(settings, new byte[0], digest.get());
    }

    private Parsed parseSalted(String base64, DigestVariant variant) {
        DigestSettings settings = DigestSettings.of(variant);
        if (settings.digestBytes() != SALTED_DIGEST_BYTES) {
            return new Parsed.Malformed(variant + " has no digest of " + SALTED_DIGEST_BYTES + " bytes");
        }
        Optional<byte[]> decoded = decoded(base64);
        int salt = decoded.map(bytes -> bytes.length - SALTED_DIGEST_BYTES).orElse(-1);
        if (salt < 0 || salt > MOST_SALT_BYTES) {
            return new Parsed.Malformed("not the base64 of 20 to 84 bytes behind " + mark);
        }
        byte[] bytes = decoded.orElseThrow();
        return readable(
                settings,
                Arrays.copyOfRange(bytes, SALTED_DIGEST_BYTES, bytes.length),
                Arrays.copyOf(bytes, SALTED_DIGEST_BYTES));
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return answers;
    }
}
