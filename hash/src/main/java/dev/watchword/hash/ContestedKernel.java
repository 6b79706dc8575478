package dev.watchword.hash;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Digests each batch with the kernel that its settings' contest is for, and tells the contest what that cost. */
final class ContestedKernel implements HashKernel {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final HashScheme scheme;
    private final Kernels kernels;
    private final HashKernel own;
    private final Map<Settings, Optional<Kernels.Offer>> offers = new HashMap<>();

    ContestedKernel(HashScheme scheme, Kernels kernels) {
        this.scheme = scheme;
        this.kernels = kernels;
        this.own = scheme.newKernel();
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        if (pairs.size() == 0) {
            return;
        }
        KernelContest contest = kernels.contest(scheme, pairs.settings());
        if (contest.wantsRehearsal()) {
            rehearse(contest, pairs.settings());
        }
        Optional<Kernels.Offer> fast = contest.fastWon() ? offer(pairs.settings()) : Optional.empty();
        HashKernel kernel = fast.<HashKernel>map(Kernels.Offer::kernel).orElse(own);
        long before = THREADS.getCurrentThreadCpuTime();
        kernel.digest(pairs, digests);
        long nanos = THREADS.getCurrentThreadCpuTime() - before;
        if (fast.isEmpty()) {
            contest.ownTook(pairs.size(), nanos);
        } else if (pairs.size() >= kernel.lanes()) {
            contest.fastTook(pairs.size(), nanos);
        }
    }

    private void rehearse(KernelContest contest, Settings settings) {
        Optional<Kernels.Offer> offer = offer(settings);
        if (offer.isEmpty()) {
            contest.withdrawn();
            return;
        }
        FastKernel kernel = offer.get().kernel();
        while (contest.rehearsing()) {
            long before = THREADS.getCurrentThreadCpuTime();
            double guesses = kernel.rehearse(settings);
            contest.rehearsed(
                    kernel.lanes(),
                    guesses,
                    THREADS.getCurrentThreadCpuTime() - before,
                    offer.get().description());
        }
    }

    private Optional<Kernels.Offer> offer(Settings settings) {
        return offers.computeIfAbsent(settings, kernels::offer);
    }

    @Override
    public void close() {
        own.close();
        offers.values().forEach(offer -> offer.ifPresent(o -> o.kernel().close()));
        offers.clear();
    }
}
