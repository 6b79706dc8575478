package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.agent.scan.Engine;
import dev.watchword.agent.scan.SlowWork;
import dev.watchword.hash.FastKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.KernelProvider;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.StoredHash;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The agent counts as slow work that faster kernels shorten exactly what somebody in this build has kernels for. */
class SlowWorkTest {

    /** A million guesses in less than a minute are no work that is worth a process. */
    private static final double SLOW_NANOS = 50_000;

    /** The S-boxes of bcrypt are four kilobytes. */
    private static final long LITTLE_MEMORY = 16 << 10;

    @Test
    void countsTheSlowSchemesThatSomebodyHasFasterKernelsFor() {
        assertEquals(
                HashSchemes.all().stream()
                        .filter(SlowWorkTest::isSlowAndHasAFasterKernel)
                        .map(scheme -> scheme.id().name())
                        .collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(SlowWork.SCHEMES));
    }

    /** Guesses that take memory are stored with more of it than there is, whatever the known answers are. */
    private static boolean isSlowAndHasAFasterKernel(HashScheme scheme) {
        return scheme.knownAnswers().stream()
                .map(known -> scheme.parse(known.hash()))
                .map(parsed -> parsed instanceof Parsed.Readable readable
                        ? Optional.of(readable.hash())
                        : Optional.<StoredHash>empty())
                .flatMap(Optional::stream)
                .filter(hash -> hash.cost().nanos() >= SLOW_NANOS && hash.cost().memoryBytes() <= LITTLE_MEMORY)
                .anyMatch(SlowWorkTest::hasAFasterKernel);
    }

    private static boolean hasAFasterKernel(StoredHash hash) {
        return ServiceLoader.load(KernelProvider.class).stream().anyMatch(provider -> {
            try (FastKernel kernel = provider.get()
                    .newKernel(hash.settings(), Engine.MOST_KERNEL_BYTES)
                    .orElse(null)) {
                return kernel != null;
            }
        });
    }
}
