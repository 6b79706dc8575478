package dev.watchword.server.weakpasswords;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Numbers that took long to count are good for fifty times as long, ten seconds at the most: of a large fleet they are a
 * little old, of others they are counted anew each time. Safe for use by many threads; who asks while somebody counts waits.
 *
 * @param <T> the numbers, unchanging
 */
final class KeptNumbers<T> {

    /** What takes less is not worth being old. */
    private static final long QUICK_NANOS = 5_000_000;

    private static final long GOOD_FOR_TIMES = 50;
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private record Kept<T>(T numbers, long countedAt, long goodForNanos) {}

    private final ConcurrentMap<String, Kept<T>> kept = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    /** @param nanoTime a clock that is never set */
    KeptNumbers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param projectId whose numbers they are */
    T of(String projectId, Supplier<T> counted) {
        return kept.compute(
                        projectId,
                        (id, old) -> old != null && nanoTime.getAsLong() - old.countedAt() < old.goodForNanos()
                                ? old
                                : count(counted))
                .numbers();
    }

    private Kept<T> count(Supplier<T> counted) {
        long before = nanoTime.getAsLong();
        T numbers = counted.get();
        long after = nanoTime.getAsLong();
        long took = after - before;
        return new Kept<>(numbers, after, took < QUICK_NANOS ? 0 : Math.min(took * GOOD_FOR_TIMES, LONGEST_NANOS));
    }
}
