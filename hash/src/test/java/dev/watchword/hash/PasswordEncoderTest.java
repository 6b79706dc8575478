package dev.watchword.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.shacrypt.ShacryptEncoder;
import dev.watchword.hash.yescrypt.YescryptEncoder;
import dev.watchword.testing.LibCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
