package dev.watchword.agent.scan;

import dev.watchword.account.Account;
import dev.watchword.audit.CostLimit;
import dev.watchword.audit.Pace;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.FastKernel;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.KernelProvider;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Settings;
import dev.watchword.hash.StoredHash;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;

/**
 * Has faster kernels compiled before a scan, a little at a time, so that the scan's own rehearsals, which keep no pace, are short. What is
 * compiled stays so for the process; which kernel is the faster one the scan finds out by itself.
 */
final class WarmUp {

    /** Kinds of hashes; what is rarer is not worth the processor time. */
    private static final int MOST_KINDS = 6;

    /** Of one kind, as long as the scan itself would rehearse. */
    private static final double MOST_NANOS = 4e9;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Pace pace;
    private final CostLimit limit;
    private final BooleanSupplier stop;

    WarmUp(Pace pace, CostLimit limit, BooleanSupplier stop) {
        this.pace = pace;
        this.limit = limit;
        this.stop = stop;
    }

    /** Warms up for the commonest kinds of hashes of the accounts, in the calling thread. */
    void of(List<Account> accounts) throws InterruptedException {
        Map<Settings, Kind> kinds = new HashMap<>();
        accounts.stream()
                .flatMap(account -> account.credentials().stream())
                .filter(stored -> SlowWork.SCHEMES.contains(stored.scheme().name()))
                .flatMap(stored -> parsed(stored).stream())
                .filter(hash -> hash.cost().nanos() <= limit.time().toNanos())
                .forEach(hash -> kinds.computeIfAbsent(hash.settings(), any -> new Kind(hash)).count++);
        List<StoredHash> commonest = kinds.values().stream()
                .sorted(Comparator.comparingInt((Kind kind) -> -kind.count))
                .limit(MOST_KINDS)
                .map(kind -> kind.sample)
                .toList();
        for (StoredHash kind : commonest) {
            try (FastKernel kernel = offered(kind.settings()).orElse(null)) {
                if (kernel != null) {
                    compile(kernel, kind);
                }
            }
        }
    }

    private static final class Kind {
        private final StoredHash sample;
        private int count;

        Kind(StoredHash sample) {
            this.sample = sample;
        }
    }

    private static Optional<StoredHash> parsed(EncodedHash stored) {
        return HashSchemes.byId(stored.scheme())
                .map(scheme -> scheme.parse(stored))
                .flatMap(parsed ->
                        parsed instanceof Parsed.Readable readable ? Optional.of(readable.hash()) : Optional.empty());
    }

    private static Optional<FastKernel> offered(Settings settings) {
        for (ServiceLoader.Provider<KernelProvider> provider :
                ServiceLoader.load(KernelProvider.class).stream().toList()) {
            try {
                Optional<FastKernel> kernel = provider.get().newKernel(settings, Engine.MOST_KERNEL_BYTES);
                if (kernel.isPresent()) {
                    return kernel;
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                // not in this process, as the scan's own choice of kernels will find as well
            }
        }
        return Optional.empty();
    }

    private void compile(FastKernel kernel, StoredHash kind) throws InterruptedException {
        double spent = 0;
        int fast = 0;
        while (fast < 2 && spent < MOST_NANOS && !stop.getAsBoolean()) {
            pace.await();
            long before = THREADS.getCurrentThreadCpuTime();
            double guesses = kernel.rehearse(kind.settings());
            double nanos = THREADS.getCurrentThreadCpuTime() - before;
            spent += nanos;
            fast = nanos / guesses < kind.cost().nanos() ? fast + 1 : 0;
        }
    }
}
