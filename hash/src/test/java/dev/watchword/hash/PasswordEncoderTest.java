package dev.watchword.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.mariadb.Ed25519Encoder;
import dev.watchword.hash.mariadb.Ed25519Scheme;
import dev.watchword.hash.mysql.MysqlNativeEncoder;
import dev.watchword.hash.mysql.MysqlNativeScheme;
import dev.watchword.hash.shacrypt.ShacryptEncoder;
import dev.watchword.hash.tomcat.TomcatEncoder;
import dev.watchword.hash.yescrypt.YescryptEncoder;
import dev.watchword.testing.LibCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What we store for a new password, judged by the host's own crypt(3). */
class PasswordEncoderTest {

    private static final int EACH = 40;

    @Test
    void cryptFindsTheSameSha512() {
        judge(new ShacryptEncoder(), "\\$6\\$[./0-9A-Za-z]{16}\\$[./0-9A-Za-z]{86}");
    }

    @Test
    void cryptFindsTheSameYescrypt() {
        judge(new YescryptEncoder(), "\\$y\\$j9T\\$[./0-9A-Za-z]{22}\\$[./0-9A-Za-z]{43}");
    }

    /** Schemes without a salt have one text for each password: the known answers of servers. */
    @Test
    void serversMakeTheSameTextsWithoutSalt() {
        assertMakesKnownAnswers(new MysqlNativeEncoder(), new MysqlNativeScheme());
        assertMakesKnownAnswers(new Ed25519Encoder(), new Ed25519Scheme());
    }

    private static void assertMakesKnownAnswers(PasswordEncoder encoder, HashScheme scheme) {
        for (KnownAnswer answer : scheme.knownAnswers()) {
            EncodedHash made = encoder.encode(answer.password(), new Random(7));
            assertEquals(scheme.id(), made.scheme());
            boolean hexadecimal = made.latin1().startsWith("*");
            String expected = answer.hash().latin1();
            assertEquals(hexadecimal ? expected.toUpperCase(Locale.ROOT) : expected, made.latin1());
        }
    }

    /** Tomcat itself judges them in the agent's tests. */
    @Test
    void ourSchemesReadWhatIsMadeForTomcat() {
        List<PasswordEncoder> encoders = List.of(
                TomcatEncoder.ofDigest("MD5;ISO-8859-1").orElseThrow(),
                TomcatEncoder.ofDigest("SHA-512").orElseThrow(),
                TomcatEncoder.ofSecretKey("PBKDF2WithHmacSHA256").orElseThrow());
        for (PasswordEncoder encoder : encoders) {
            EncodedHash made = encoder.encode("S\u00f6mmer".getBytes(StandardCharsets.UTF_8), new Random(7));
            HashScheme scheme = HashSchemes.byId(made.scheme()).orElseThrow();
            StoredHash stored =
                    assertInstanceOf(Parsed.Readable.class, scheme.parse(made)).hash();
            assertEquals(32, stored.salt().length);
            assertTrue(Verifier.matches(scheme, stored, "S\u00f6mmer".getBytes(StandardCharsets.UTF_8)));
        }
        assertEquals(Optional.empty(), TomcatEncoder.ofDigest("CRC32"));
        assertEquals(Optional.empty(), TomcatEncoder.ofSecretKey("scrypt"));
    }

    private static void judge(PasswordEncoder encoder, String shape) {
        Random random = new Random(7);
        String former = "";
        for (int i = 0; i < EACH; i++) {
            byte[] password = password(random, i);
            byte[] given = password.clone();
            EncodedHash hash = encoder.encode(password, random);
            String text = hash.latin1();
            assertTrue(text.matches(shape), text.substring(0, 8));
            assertEquals(Optional.of(text), LibCrypt.crypt(password, text), "crypt(3) prints another text");
            assertTrue(Arrays.equals(given, password), "the caller's password was changed");
            assertNotEquals(former, text, "the salt was used before");
            former = text;
            HashScheme scheme = HashSchemes.byId(hash.scheme()).orElseThrow();
            Parsed.Readable parsed = assertInstanceOf(Parsed.Readable.class, scheme.parse(hash));
            assertTrue(Verifier.matches(scheme, parsed.hash(), password));
            password[0]++;
            assertEquals(false, Verifier.matches(scheme, parsed.hash(), password));
        }
    }

    private static byte[] password(Random random, int number) {
        if (number == 0) {
            return "Pässwörd中".getBytes(StandardCharsets.UTF_8);
        }
        byte[] password = new byte[number == 1 ? 511 : random.nextInt(1, 90)];
        for (int i = 0; i < password.length; i++) {
            password[i] = (byte) random.nextInt(1, 255);
        }
        return password;
    }
}
