package dev.watchword.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.junit.jupiter.api.Test;

class HpkeTest {

    /** RFC 9180, appendix A.2.1: base mode of this very suite, sequence number 0. */
    @Test
    void opensTheKnownAnswerOfTheRfc() throws InvalidCipherTextException {
        OpeningKey key = OpeningKey.of(hex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb"));
        assertArrayEquals(
                hex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a"),
                key.publicKey().toBytes());

        byte[] plaintext = Hpke.open(
                key,
                hex("4f6465206f6e2061204772656369616e2055726e"),
                hex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"),
                hex("436f756e742d30"),
                hex("1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28"));

        assertEquals("Beauty is truth, truth beauty", new String(plaintext, StandardCharsets.US_ASCII));
    }

    @Test
    void refusesKeysOfLowOrder() {
        byte[] zero = new byte[32];
        byte[] one = new byte[32];
        one[0] = 1;
        byte[] order8 = hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
        for (byte[] low : new byte[][] {zero, one, order8}) {
            assertEquals(Optional.empty(), SealingKey.parse(low));
            assertThrows(
                    InvalidCipherTextException.class,
                    () -> Hpke.open(
                            OpeningKey.generate(new SecureRandom()), new byte[0], low, new byte[0], new byte[80]));
        }
        assertEquals(Optional.empty(), SealingKey.parse(new byte[31]));
        assertEquals(Optional.empty(), VerificationKey.parse(one));
        assertEquals(Optional.empty(), VerificationKey.parse(new byte[33]));
    }

    @Test
    void signsForOnePurposeOnly() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        byte[] message = {1, 2, 3};
        byte[] signature = key.sign("a", message);
        VerificationKey known = VerificationKey.parse(key.publicKey().toBytes()).orElseThrow();
        assertEquals(true, known.verifies("a", message, signature));
        assertEquals(false, known.verifies("b", message, signature));
        assertEquals(false, known.verifies("a", new byte[] {1, 2}, signature));
        assertEquals(false, known.verifies("a", message, new byte[63]));
        assertEquals(SigningKey.of(key.toBytes()).publicKey(), known);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
