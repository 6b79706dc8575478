package dev.watchword.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Clients that ask again as soon as they were answered. */
final class ClosedLoop {

    private ClosedLoop() {}

    /**
     * What they saw.
     *
     * @param answers how many
     * @param seconds of the run
     * @param p50 milliseconds
     * @param p99 milliseconds
     * @param slowest milliseconds
     */
    record Seen(int answers, double seconds, double p50, double p99, double slowest) {

        double perSecond() {
            return answers / seconds;
        }
    }

    /** Lets clients ask, each its own sequence of numbers, for so long. */
    static Seen run(int clients, double seconds, IntConsumer ask) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        try (ExecutorService pool = Executors.newFixedThreadPool(clients)) {
            List<Future<long[]>> all = IntStream.range(0, clients)
                    .mapToObj(client -> pool.submit(() -> asking(client, clients, end, ask)))
                    .toList();
            long[] nanos = all.stream()
                    .flatMapToLong(each -> Arrays.stream(got(each)))
                    .sorted()
                    .toArray();
            double took = (System.nanoTime() - start) / 1e9;
            return new Seen(nanos.length, took, at(nanos, 0.50), at(nanos, 0.99), at(nanos, 1));
        }
    }

    private static long[] asking(int client, int clients, long end, IntConsumer ask) {
        long[] nanos = new long[1_000];
        int count = 0;
        for (int i = client; System.nanoTime() < end || count == 0; i += clients) {
            long before = System.nanoTime();
            ask.accept(i);
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = System.nanoTime() - before;
        }
        return Arrays.copyOf(nanos, count);
    }

    private static long[] got(Future<long[]> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The nearest rank. */
    private static double at(long[] sorted, double quantile) {
        int rank = (int) Math.ceil(quantile * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}
