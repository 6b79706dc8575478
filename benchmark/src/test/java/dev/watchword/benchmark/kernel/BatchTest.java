package dev.watchword.benchmark.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.Pairs;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What JMH is given to measure is real work. */
class BatchTest {

    @Test
    void bothKernelsOfASchemeDigestTheSame() {
        assertTrue(Batch.hasFastKernel("bcrypt"));
        Batch fast = Batch.open("bcrypt", KernelBenchmark.Which.FAST);
        assertEquals(0, fast.pairs().size() % fast.kernel().lanes());
        fast.kernel().digest(fast.pairs(), fast.digests());
        Batch own = Batch.open("bcrypt", KernelBenchmark.Which.OWN);
        Pairs first = own.pairs();
        own.kernel().digest(first, own.digests());
        int common = Math.min(own.digests().length, fast.digests().length);
        assertTrue(common > 0);
        assertArrayEquals(Arrays.copyOf(own.digests(), common), Arrays.copyOf(fast.digests(), common));
        own.kernel().close();
        fast.kernel().close();
    }

    @Test
    void everySchemeHasABatch() {
        for (HashScheme scheme : HashSchemes.all()) {
            Batch batch = Batch.open(scheme.id().name(), KernelBenchmark.Which.OWN);
            try (HashKernel kernel = batch.kernel()) {
                assertTrue(batch.pairs().size() > 0, scheme.id().name());
                assertEquals(
                        batch.pairs().size() * batch.pairs().settings().digestBytes(),
                        batch.digests().length,
                        scheme.id().name());
                assertEquals(1, kernel.lanes(), scheme.id().name());
            }
        }
    }

    @Test
    void noFastKernelIsMadeUp() {
        assertFalse(Batch.hasFastKernel("sunmd5"));
    }
}
