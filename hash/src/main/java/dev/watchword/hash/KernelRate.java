package dev.watchword.hash;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How many guesses a second of processor time buys on this machine, on one core.
 *
 * @param scalar with the scheme's own kernel
 * @param fast with the faster kernel, when there is one and it was faster after its rehearsal
 */
public record KernelRate(double scalar, Optional<Fast> fast) {

    private static final int SALTS = 64;
    private static final double BATCH_NANOS = 5e7;
    private static final int MOST_PAIRS = 4_096;

    /**
     * A faster kernel's rate.
     *
     * @param description what it works with
     */
    public record Fast(String description, double rate) {}

    /** The rate of whichever is faster. */
    public double best() {
        return fast.map(Fast::rate).orElse(scalar);
    }

    /**
     * Measures hashes like the sample with made-up words of six to ten bytes and salts as long as the sample's, in the calling
     * thread.
     *
     * @param time processor time for each kernel, on top of what the faster one takes to be compiled
     */
    public static KernelRate measure(
            Kernels kernels, HashScheme scheme, StoredHash sample, Duration time, RandomGenerator random) {
        double scalar;
        double estimate = sample.cost().nanos();
        try (HashKernel own = scheme.newKernel()) {
            scalar = rate(own, pairs(sample, 1, estimate, random), time);
        }
        Optional<Kernels.Offer> offer = kernels.offer(sample.settings());
        if (offer.isEmpty()) {
            return new KernelRate(scalar, Optional.empty());
        }
        try (FastKernel fast = offer.get().kernel()) {
            rehearse(fast, sample.settings(), 1e9 / scalar);
            double rate = rate(fast, pairs(sample, fast.lanes(), 1e9 / scalar / fast.lanes(), random), time);
            return new KernelRate(
                    scalar, rate > scalar ? Optional.of(new Fast(offer.get().description(), rate)) : Optional.empty());
        }
    }

    /** Until it is faster than the own kernel, or has had the time that a contest gives it. */
    private static void rehearse(FastKernel fast, Settings settings, double ownNanosEach) {
        double spent = 0;
        double each = Double.MAX_VALUE;
        while (each > ownNanosEach && spent < KernelContest.REHEARSAL_NANOS) {
            long before = cpu();
            double guesses = fast.rehearse(settings);
            long nanos = cpu() - before;
            spent += nanos;
            each = nanos / guesses;
        }
    }

    private static double rate(HashKernel kernel, Pairs pairs, Duration time) {
        byte[] digests = new byte[pairs.size() * pairs.settings().digestBytes()];
        long guesses = 0;
        long start = cpu();
        long nanos;
        do {
            kernel.digest(pairs, digests);
            guesses += pairs.size();
            nanos = cpu() - start;
        } while (nanos < time.toNanos());
        return guesses * 1e9 / nanos;
    }

    private static Pairs pairs(StoredHash sample, int lanes, double nanosEach, RandomGenerator random) {
        int fit = (int) Math.clamp(BATCH_NANOS / nanosEach, 1, MOST_PAIRS);
        int size = lanes == 1 ? fit : Math.max(8 * lanes, fit) / lanes * lanes;
        Pairs pairs = new Pairs(sample.settings(), size);
        // as many salts as there are groups of lanes: some kernels fill theirs with one salt only
        byte[][] salts = new byte[Math.clamp(size / lanes, 1, SALTS)][];
        for (int i = 0; i < salts.length; i++) {
            salts[i] = sample.salt().clone();
            if (salts[i].length > 0) {
                salts[i][0] = (byte) CryptText.digit(i);
            }
        }
        for (int i = 0; i < size; i++) {
            String word = Long.toString(random.nextLong(60_466_176L, 3_656_158_440_062_976L), 36);
            pairs.add(salts[i % salts.length], word.getBytes(StandardCharsets.US_ASCII));
        }
        return pairs;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
