package dev.watchword.hash.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.CryptDifferential;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.Verifier;
import dev.watchword.hash.digest.HexDigestScheme;
import dev.watchword.hash.digest.LdapScheme;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.CredentialHandler;
import org.apache.catalina.realm.MessageDigestCredentialHandler;
import org.apache.catalina.realm.SecretKeyCredentialHandler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tomcat's own handlers judge: what lets a user in there matches here, and what does not, does not. */
class TomcatJudgeTest {

    private static final String[] ALGORITHMS = {
        "MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA-512/256"
    };
    private static final String[] CHARSETS = {"UTF-8", "ISO-8859-1", "UTF-16BE", "windows-1252"};
    private static final String[] MACS = {"SHA1", "SHA224", "SHA256", "SHA384", "SHA512"};

    private static final Logger TOMCAT_LOG = Logger.getLogger(SecretKeyCredentialHandler.class.getName());

    private final Random random = new Random(31);

    /** Tomcat logs each key that it cannot make. */
    @BeforeAll
    static void quietTomcat() {
        TOMCAT_LOG.setLevel(Level.OFF);
    }

    @Test
    void agreesOnSaltedAndRepeatedDigests() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            String algorithm = any(ALGORITHMS);
            String charset = any(CHARSETS);
            String password = password();
            MessageDigestCredentialHandler handler = digestHandler(algorithm, charset);
            handler.setSaltLength(random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(64));
            handler.setIterations(2 + random.nextInt(40));
            String stored = anyCase(handler.mutate(password));
            agree(new TomcatDigestScheme(), algorithm + ";" + charset, handler, stored, password, true);
        }
    }

    @Test
    void agreesOnPbkdf2() throws Exception {
        for (int i = 0; i < 1_100; i++) {
            String algorithm = "PBKDF2WithHmac" + any(MACS);
            String password = password();
            SecretKeyCredentialHandler handler = new SecretKeyCredentialHandler();
            handler.setAlgorithm(algorithm);
            handler.setSaltLength(1 + random.nextInt(64));
            handler.setIterations(1 + random.nextInt(30));
            handler.setKeyLength(8 * (1 + random.nextInt(130)));
            String stored = anyCase(handler.mutate(password));
            agree(new TomcatPbkdf2Scheme(), algorithm, handler, stored, password, true);
        }
    }

    @Test
    void agreesOnOddTexts() throws Exception {
        String hash = "0123456789abcdef".repeat(4);
        for (String stored : new String[] {
            "$1$" + hash,
            "ab$0$" + hash,
            "ab$-7$" + hash,
            "ab$+5$" + hash,
            "ab$007$" + hash,
            "ab$$" + hash,
            "ab$1$",
            "ab$x$" + hash,
            "a$1$" + hash,
            "ag$1$" + hash,
            "ab$1$" + hash + "0",
            "ab$1$0" + hash,
            "ab$1",
            "ab$1$" + hash + "$",
            "ab$2147483648$" + hash,
            "ab$1$" + hash.toUpperCase(java.util.Locale.ROOT),
            "ab$ 1$" + hash,
            "ab$1$" + hash + " "
        }) {
            String digest = solvable(stored, "SHA-256", "p");
            agree(new TomcatDigestScheme(), "SHA-256", digestHandler("SHA-256", "UTF-8"), digest, "p", false);
            SecretKeyCredentialHandler handler = new SecretKeyCredentialHandler();
            handler.setAlgorithm("PBKDF2WithHmacSHA256");
            agree(new TomcatPbkdf2Scheme(), "PBKDF2WithHmacSHA256", handler, stored, "p", false);
        }
    }

    /** The text with the true digest of the password where it holds the made-up one and its iterations are a number. */
    private static String solvable(String stored, String algorithm, String password) throws Exception {
        String[] parts = stored.split("\\$", -1);
        if (parts.length != 3 || !parts[0].matches("([0-9a-f]{2})*") || !parts[1].matches("[+-]?[0-9]{1,3}")) {
            return stored;
        }
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        digest.update(HexFormat.of().parseHex(parts[0]));
        byte[] result = digest.digest(password.getBytes(StandardCharsets.UTF_8));
        for (int i = 1; i < Integer.parseInt(parts[1]); i++) {
            result = digest.digest(result);
        }
        String hex = HexFormat.of().formatHex(result);
        return stored.replaceAll("(?i)" + "0123456789abcdef".repeat(4), hex);
    }

    @Test
    void agreesOnBareHexDigests() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            String algorithm = any(ALGORITHMS);
            String charset = any(CHARSETS);
            String password = password();
            MessageDigestCredentialHandler handler = digestHandler(algorithm, charset);
            handler.setSaltLength(0);
            String stored = anyCase(handler.mutate(password));
            agree(new HexDigestScheme(), algorithm + ";" + charset, handler, stored, password, true);
        }
    }

    @Test
    void agreesOnLdapMarks() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            String password = password();
            String algorithm = any(ALGORITHMS);
            byte[] typed = password.getBytes(StandardCharsets.ISO_8859_1);
            byte[] salt = new byte[random.nextInt(65)];
            random.nextBytes(salt);
            String unsalted = base64(MessageDigest.getInstance(algorithm).digest(typed));
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(typed);
            byte[] digest = sha1.digest(salt);
            byte[] both = java.util.Arrays.copyOf(digest, digest.length + salt.length);
            System.arraycopy(salt, 0, both, digest.length, salt.length);
            CredentialHandler handler = digestHandler(algorithm, "UTF-8");
            String variant = algorithm + ";ISO-8859-1";
            agree(LdapScheme.md5(), variant, handler, "{MD5}" + unsalted, password, true);
            agree(LdapScheme.sha(), variant, handler, "{SHA}" + unsalted, password, true);
            agree(
                    LdapScheme.ssha(),
                    "SHA-1;ISO-8859-1",
                    digestHandler("SHA-1", "UTF-8"),
                    "{SSHA}" + base64(both),
                    password,
                    true);
        }
        for (String odd : new String[] {
            "{MD5}", "{md5}CY9rzUYh03PK3k6DJie09g==", "{MD5}CY9rzUYh03PK3k6DJie09g", "{MD5} CY9rzUYh03PK3k6DJie09g=="
        }) {
            agree(LdapScheme.md5(), "MD5;ISO-8859-1", digestHandler("MD5", "UTF-8"), odd, "test", false);
        }
    }

    private static MessageDigestCredentialHandler digestHandler(String algorithm, String charset) throws Exception {
        MessageDigestCredentialHandler handler = new MessageDigestCredentialHandler();
        handler.setAlgorithm(algorithm);
        handler.setEncoding(charset);
        return handler;
    }

    private static void agree(
            HashScheme scheme,
            String variant,
            CredentialHandler handler,
            String stored,
            String password,
            boolean lets) {
        if (lets) {
            assertTrue(handler.matches(password, stored), stored);
        }
        assertEquals(letsIn(handler, password, stored), matches(scheme, variant, stored, password), stored);
        String other = password + "x";
        assertEquals(letsIn(handler, other, stored), matches(scheme, variant, stored, other), stored);
    }

    /** Tomcat throws at some texts, and nobody is let in then. */
    private static boolean letsIn(CredentialHandler handler, String password, String stored) {
        try {
            return handler.matches(password, stored);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean matches(HashScheme scheme, String variant, String stored, String password) {
        SchemeId id = scheme.id();
        EncodedHash hash = new EncodedHash(id, variant, stored.getBytes(StandardCharsets.US_ASCII));
        return switch (scheme.parse(hash)) {
            case Parsed.Malformed malformed -> false;
            case Parsed.Readable readable ->
                Verifier.matches(scheme, readable.hash(), password.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Typed text: what no charset of the JDK can hold cannot be typed into a browser either. */
    private String password() {
        byte[] bytes = CryptDifferential.password(random);
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"));
    }

    private String anyCase(String hex) {
        return random.nextBoolean() ? hex.toUpperCase(java.util.Locale.ROOT) : hex;
    }

    private String any(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
