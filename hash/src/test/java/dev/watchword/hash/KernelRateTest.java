package dev.watchword.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.md5crypt.Md5cryptScheme;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KernelRateTest {

    @Test
    void measuresTheSchemesOwnKernelWhereThereIsNoOther() {
        HashScheme scheme = Md5cryptScheme.MD5CRYPT;
        StoredHash sample =
                ((Parsed.Readable) scheme.parse(scheme.knownAnswers().getFirst().hash())).hash();
        KernelRate rate = KernelRate.measure(Kernels.SCALAR, scheme, sample, Duration.ofMillis(200), new Random(1));
        assertEquals(Optional.empty(), rate.fast());
        assertEquals(rate.scalar(), rate.best());
        // a machine that makes fewer or more is not one that this runs on
        assertTrue(rate.scalar() > 100 && rate.scalar() < 1e7, "rate " + rate.scalar());
    }

    /** Some kernels digest the salt's digits as they stand, and read them too. */
    @Test
    void measuresHashesOfEveryCheapScheme() {
        for (HashScheme scheme : HashSchemes.all()) {
            scheme.knownAnswers().stream()
                    .map(known -> ((Parsed.Readable) scheme.parse(known.hash())).hash())
                    .filter(hash -> hash.cost().nanos() < 1e6)
                    .findFirst()
                    .ifPresent(sample -> {
                        Duration time = Duration.ofNanos(1_000);
                        KernelRate rate = KernelRate.measure(Kernels.SCALAR, scheme, sample, time, new Random(1));
                        assertTrue(rate.scalar() > 0, scheme.id().toString());
                    });
        }
    }
}
