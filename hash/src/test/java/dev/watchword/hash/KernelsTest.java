package dev.watchword.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.shacrypt.ShacryptScheme;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class KernelsTest {

    private static final HashScheme SCHEME = ShacryptScheme.SHA512CRYPT;
    private static final StoredHash HASH =
            ((Parsed.Readable) SCHEME.parse(SCHEME.knownAnswers().getFirst().hash())).hash();

    private final List<String> log = new ArrayList<>();

    /** Writes ones, at once, and counts who asks for it. */
    private static final class Ones implements KernelProvider {
        private int made;
        private int closed;
        private int digested;
        private boolean lacksMemoryToRehearse;
        private boolean lacksMemoryToDigest;

        @Override
        public String description() {
            return "ones";
        }

        @Override
        public Optional<FastKernel> newKernel(Settings settings, long memoryBytes) {
            made++;
            return Optional.of(new FastKernel() {
                @Override
                public double rehearse(Settings s) {
                    if (lacksMemoryToRehearse) {
                        throw new OutOfMemoryError();
                    }
                    return 1_000;
                }

                @Override
                public void digest(Pairs pairs, byte[] digests) {
                    digested++;
                    if (lacksMemoryToDigest) {
                        throw new OutOfMemoryError();
                    }
                    Arrays.fill(digests, (byte) 1);
                }

                @Override
                public void close() {
                    closed++;
                }
            });
        }
    }

    @Test
    void digestsWithTheSchemesOwnKernelUntilTheOtherHasWon() {
        Ones ones = new Ones();
        Kernels kernels = new Kernels(List.of(ones), 0, log::add);
        byte[] digests = new byte[64];
        Pairs pairs = pairs();
        try (HashKernel kernel = kernels.open(SCHEME)) {
            kernel.digest(pairs, digests);
            assertArrayEquals(HASH.digest(), digests);
            assertEquals(0, ones.made);
            int batches = 0;
            while (ones.digested == 0) {
                kernel.digest(pairs, digests);
                batches++;
            }
            assertTrue(batches > 10, "it took over after " + batches);
            assertEquals(1, digests[63]);
        }
        assertEquals(ones.made, ones.closed);
        assertEquals(1, log.size());
    }

    @Test
    void digestsWithTheSchemesOwnKernelWhatTheOtherHasNoMemoryToRehearse() {
        Ones ones = new Ones();
        ones.lacksMemoryToRehearse = true;
        digestsByItself(ones, () -> ones.made == 0);
    }

    @Test
    void digestsWithTheSchemesOwnKernelWhatTheOtherHasNoMemoryFor() {
        Ones ones = new Ones();
        ones.lacksMemoryToDigest = true;
        digestsByItself(ones, () -> ones.digested == 0);
        assertEquals(1, ones.digested, "it is not asked again");
    }

    private void digestsByItself(Ones ones, BooleanSupplier isEarly) {
        byte[] digests = new byte[64];
        try (HashKernel kernel = new Kernels(List.of(ones), 0, log::add).open(SCHEME)) {
            while (isEarly.getAsBoolean()) {
                kernel.digest(pairs(), digests);
            }
            for (int i = 0; i < 3; i++) {
                Arrays.fill(digests, (byte) 0);
                kernel.digest(pairs(), digests);
                assertArrayEquals(HASH.digest(), digests);
            }
        }
        assertEquals(ones.made, ones.closed);
        assertTrue(log.getLast().contains("not enough memory"), log::toString);
    }

    @Test
    void hasTheSchemesOwnKernelsWithoutAProvider() {
        byte[] digests = new byte[64];
        try (HashKernel kernel = Kernels.SCALAR.open(SCHEME)) {
            kernel.digest(pairs(), digests);
        }
        assertArrayEquals(HASH.digest(), digests);
    }

    /** This room has no provider, so none is found. */
    @Test
    void findsProvidersAsServices() {
        try (HashKernel kernel = Kernels.fastest(0, log::add).open(SCHEME)) {
            assertFalse(kernel instanceof ContestedKernel);
        }
    }

    private static Pairs pairs() {
        Pairs pairs = new Pairs(HASH.settings(), 1);
        pairs.add(HASH.salt(), "Summer2024!".getBytes(StandardCharsets.UTF_8));
        return pairs;
    }
}
