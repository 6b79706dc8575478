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
        try {
            if (contest.wantsRehearsal()) {
                rehearse(contest, pairs.settings());
            }
            if (contest.fastWon() && digestFast(contest, pairs, digests)) {
                return;
            }
        } catch (OutOfMemoryError e) {
            // what a faster kernel has no memory for is still digested by the scheme's own
            close(offers.getOrDefault(pairs.settings(), Optional.empty()));
            offers.remove(pairs.settings());
            contest.outOfMemory();
        }
        long before = THREADS.getCurrentThreadCpuTime();
        own.digest(pairs, digests);
        contest.ownTook(pairs.size(), THREADS.getCurrentThreadCpuTime() - before);
    }

    /** Whether there is a faster kernel, which has done it then. */
    private boolean digestFast(KernelContest contest, Pairs pairs, byte[] digests) {
        Optional<Kernels.Offer> offer = offer(pairs.settings());
        if (offer.isEmpty()) {
            return false;
        }
        FastKernel kernel = offer.get().kernel();
        long before = THREADS.getCurrentThreadCpuTime();
        kernel.digest(pairs, digests);
        if (pairs.size() >= kernel.lanes()) {
            contest.fastTook(pairs.size(), THREADS.getCurrentThreadCpuTime() - before);
        }
        return true;
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
        offers.values().forEach(ContestedKernel::close);
        offers.clear();
    }

    private static void close(Optional<Kernels.Offer> offer) {
        offer.ifPresent(made -> made.kernel().close());
    }
}
