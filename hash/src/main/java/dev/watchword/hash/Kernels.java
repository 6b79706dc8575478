package dev.watchword.hash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Which kernels digest: the schemes' own, or faster ones wherever these have shown on this machine that they are. Safe for
 * concurrent use; the kernels it opens belong to one thread each.
 */
public final class Kernels {

    /** The schemes' own kernels. */
    public static final Kernels SCALAR = new Kernels(List.of(), 0, remark -> {});

    private final List<KernelProvider> providers;
    private final long memoryBytes;
    private final Consumer<String> log;
    private final Map<Settings, KernelContest> contests = new ConcurrentHashMap<>();

    Kernels(List<KernelProvider> providers, long memoryBytes, Consumer<String> log) {
        this.providers = List.copyOf(providers);
        this.memoryBytes = memoryBytes;
        this.log = log;
    }

    /**
     * The fastest that this process has. Without a provider, or where the module that one needs was not started, these are the
     * schemes' own.
     *
     * @param memoryBytes working memory that a kernel may keep in each thread
     * @param log takes a line whenever it is decided which kernel digests what, from any thread
     */
    public static Kernels fastest(long memoryBytes, Consumer<String> log) {
        List<KernelProvider> found = new ArrayList<>();
        for (var provider : ServiceLoader.load(KernelProvider.class).stream().toList()) {
            try {
                found.add(provider.get());
            } catch (ServiceConfigurationError | LinkageError e) {
                log.accept("no kernels of " + provider.type().getSimpleName() + " in this process");
            }
        }
        return new Kernels(found, memoryBytes, log);
    }

    /** A kernel for a scheme's hashes, for one thread. The caller closes it. */
    public HashKernel open(HashScheme scheme) {
        return providers.isEmpty() ? scheme.newKernel() : new ContestedKernel(scheme, this);
    }

    /** How many pairs of such hashes fill the kernel that digests them now: batches of a multiple waste nothing. */
    public int lanes(Settings settings) {
        KernelContest contest = contests.get(settings);
        return contest == null ? 1 : contest.lanes();
    }

    /** How the contest between the kernels for such hashes stands; the same for every thread. */
    KernelContest contest(HashScheme scheme, Settings settings) {
        return contests.computeIfAbsent(settings, s -> new KernelContest(scheme.id() + ", " + settings, log));
    }

    /** A faster kernel for one thread, when somebody has one. */
    Optional<Offer> offer(Settings settings) {
        return providers.stream()
                .flatMap(
                        provider -> provider
                                .newKernel(settings, memoryBytes)
                                .map(kernel -> new Offer(provider.description(), kernel))
                                .stream())
                .findFirst();
    }

    /** A kernel with the words of who made it. */
    record Offer(String description, FastKernel kernel) {}
}
