package dev.watchword.hash.nt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.hash.PasswordCases;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decoder against the JDK's strict one. */
class Utf16Test {

    @Test
    void agreesWithTheJdkAboutAllKindsOfBytes() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = PasswordCases.next(random);
            assertSameAsJdk(random.nextBoolean() ? bytes : shortened(random, bytes), "seed " + seed + ", case " + i);
        }
    }

    @Test
    void agreesWithTheJdkAboutEveryPairOfBytes() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                assertSameAsJdk(new byte[] {(byte) first, (byte) second}, first + " " + second);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eda080",
                "edbfbf",
                "c080",
                "c1bf",
                "e09fbf",
                "f08fbfbf",
                "f4908080",
                "f7bfbfbf",
                "f8888080",
                "80"
            })
    void refusesSurrogatesOverlongFormsAndCharsBeyondUnicode(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertEquals(-1, Utf16.write(bytes, 0, bytes.length, new byte[16]));
    }

    private static byte[] shortened(Random random, byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }

    private static void assertSameAsJdk(byte[] utf8, String label) {
        byte[] to = new byte[2 * utf8.length];
        int written = Utf16.write(utf8, 0, utf8.length, to);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            assertArrayEquals(text.getBytes(StandardCharsets.UTF_16LE), Arrays.copyOf(to, written), label);
        } catch (CharacterCodingException e) {
            assertEquals(-1, written, label);
        }
    }
}
