package dev.watchword.audit.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {

    private static final int SEALED = Segments.PLAIN_BYTES + Segments.TAG_BYTES;
    private static final byte[] KEY = new byte[64];
    private static final byte[] MAGIC = {1, 2, 3};

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                Segments.PLAIN_BYTES - 1,
                Segments.PLAIN_BYTES,
                Segments.PLAIN_BYTES + 1,
                2 * Segments.PLAIN_BYTES,
                2 * Segments.PLAIN_BYTES + 77
            })
    void opensWhatItSealed(int length) throws IOException {
        byte[] plain = bytes(length);
        assertArrayEquals(plain, opened(sealed(plain), MAGIC));
    }

    @Test
    void opensNothingThatWasCut() throws IOException {
        byte[] sealed = sealed(bytes(2 * Segments.PLAIN_BYTES + 77));
        for (int length : new int[] {5, SEALED - 1, SEALED, 2 * SEALED, 2 * SEALED + 20, sealed.length - 1}) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThrows(IOException.class, () -> opened(cut, MAGIC), () -> "cut to " + length);
        }
    }

    @Test
    void opensNoSegmentInAnothersPlace() throws IOException {
        byte[] sealed = sealed(bytes(2 * Segments.PLAIN_BYTES + 77));
        byte[] exchanged = sealed.clone();
        System.arraycopy(sealed, 0, exchanged, SEALED, SEALED);
        System.arraycopy(sealed, SEALED, exchanged, 0, SEALED);
        assertThrows(IOException.class, () -> opened(exchanged, MAGIC));
    }

    @Test
    void opensNothingBehindAnotherBeginning() throws IOException {
        byte[] sealed = sealed(bytes(10));
        assertThrows(IOException.class, () -> opened(sealed, new byte[] {1, 2, 4}));
    }

    private static byte[] sealed(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealedOutput sealing = new SealedOutput(out, segments(MAGIC))) {
            sealing.write(plain, 0, plain.length / 2);
            for (int i = plain.length / 2; i < plain.length; i++) {
                sealing.write(plain[i]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] opened(byte[] sealed, byte[] magic) throws IOException {
        try (SealedInput in = new SealedInput(new ByteArrayInputStream(sealed), sealed.length, segments(magic))) {
            return in.readAllBytes();
        }
    }

    private static Segments segments(byte[] magic) {
        return new Segments(KEY, 32, new byte[Segments.PREFIX_BYTES], magic);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
