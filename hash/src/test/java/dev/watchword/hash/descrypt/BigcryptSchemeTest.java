package dev.watchword.hash.descrypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.CryptText;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PasswordCases;
import dev.watchword.testing.LibCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BigcryptSchemeTest extends HashSchemeContract {

    private static final String CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CASES = 1_200;

    @Override
    protected HashScheme scheme() {
        return new BigcryptScheme();
    }

    @Override
    protected EncodedHash whereAllSignificantBytesCount() {
        return EncodedHash.of(
                BigcryptScheme.ID,
                LibCrypt.crypt(bytes("w".repeat(128)), "ab" + ".".repeat(22)).orElseThrow());
    }

    /** A text without its last segments is the text of a shorter password. */
    @Override
    protected boolean isAnotherLegalText(EncodedHash changed) {
        return changed.length() % 11 == 2 && changed.latin1().chars().allMatch(c -> CryptText.sextet((char) c) >= 0);
    }

    /** The host's libxcrypt judges, and judges which other password prints the same text. */
    @Test
    void agreesWithCrypt() {
        Random random = new Random(17);
        for (int i = 0; i < CASES; i++) {
            byte[] password = PasswordCases.next(random);
            String text = LibCrypt.crypt(password, PasswordCases.text(random, 14, CHARS))
                    .orElseThrow();
            assertEquals(password.length <= 8, text.length() == 13);
            HashScheme owner = text.length() == 13 ? new DescryptScheme() : scheme();
            assertTrue(owner.claims(text));
            if (owner.id().equals(BigcryptScheme.ID)) {
                EncodedHash hash = EncodedHash.of(BigcryptScheme.ID, text);
                assertTrue(verifies(hash, password), text);
                byte[] other = PasswordCases.next(random);
                System.arraycopy(password, 0, other, 0, Math.min(other.length, password.length));
                boolean same = LibCrypt.crypt(other, text).orElseThrow().equals(text);
                assertEquals(same, verifies(hash, other), text);
            }
        }
    }

    @Test
    void neverMatchesAPasswordOfAnotherNumberOfSegments() {
        EncodedHash hash = EncodedHash.of(BigcryptScheme.ID, "abMo/v7YAw2AsSyobt5jjW0k");
        assertTrue(verifies(hash, bytes("Summer2024!")));
        assertFalse(verifies(hash, bytes("Summer20")));
        assertFalse(verifies(hash, bytes("Summer2024!......")));
    }

    @Test
    void oneSegmentIsAnotherScheme() {
        assertFalse(scheme().claims("abMo/v7YAw2As"));
        assertInstanceOf(Parsed.Malformed.class, scheme().parse(EncodedHash.of(BigcryptScheme.ID, "abMo/v7YAw2As")));
        assertFalse(scheme().claims("ab" + ".".repeat(11 * 17)));
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
