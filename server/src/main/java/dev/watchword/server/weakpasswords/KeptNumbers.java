package dev.watchword.server.weakpasswords;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Numbers of a large project are good for some seconds; others are counted anew each time, which takes next to nothing. Safe
 * for use by many threads; who asks while somebody counts gets the numbers of before, unless these are too old: then it waits.
 *
 * @param <T> the numbers, unchanging
 */
final class KeptNumbers<T> {

    private static final long GOOD_FOR_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long GOOD_MEANWHILE_NANOS = 2 * GOOD_FOR_NANOS;

    private record Kept<T>(T numbers, long countedAt) {}

    private final ConcurrentMap<String, Kept<T>> kept = new ConcurrentHashMap<>();
    private final Set<String> underCount = ConcurrentHashMap.newKeySet();
    private final Predicate<T> large;
    private final LongSupplier nanoTime;

    /**
     * @param large whether it takes long to count such numbers
     * @param nanoTime a clock that is never set
     */
    KeptNumbers(Predicate<T> large, LongSupplier nanoTime) {
        this.large = large;
        this.nanoTime = nanoTime;
    }

    /** @param projectId whose numbers they are */
    T of(String projectId, Supplier<T> counted) {
        Kept<T> before = kept.get(projectId);
        if (before != null && underCount.contains(projectId) && isGood(before, GOOD_MEANWHILE_NANOS)) {
            return before.numbers();
        }
        return kept.compute(
                        projectId, (id, old) -> old != null && isGood(old, GOOD_FOR_NANOS) ? old : count(id, counted))
                .numbers();
    }

    private boolean isGood(Kept<T> old, long nanos) {
        return large.test(old.numbers()) && nanoTime.getAsLong() - old.countedAt() < nanos;
    }

    private Kept<T> count(String projectId, Supplier<T> counted) {
        underCount.add(projectId);
        try {
            return new Kept<>(counted.get(), nanoTime.getAsLong());
        } finally {
            underCount.remove(projectId);
        }
    }
}
