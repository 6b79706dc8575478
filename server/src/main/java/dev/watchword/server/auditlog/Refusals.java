package dev.watchword.server.auditlog;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many refusals are written one by one: a flood of bad calls must not fill the disk. The others are counted by their
 * code and written as one entry a minute. Safe for use by many threads.
 */
final class Refusals {

    static final int ANONYMOUS_BURST = 50;

    private final Bucket anonymous = bucket(ANONYMOUS_BURST, 5);
    private final Bucket known = bucket(500, 50);
    private final Map<String, Long> suppressed = new TreeMap<>();

    /** Whether this one is written by itself; else it is counted. */
    boolean admits(boolean identified, String code) {
        if ((identified ? known : anonymous).tryConsume(1)) {
            return true;
        }
        synchronized (suppressed) {
            suppressed.merge(code, 1L, Long::sum);
        }
        return false;
    }

    /** What was counted since the last time, by code. */
    Map<String, Long> takeSuppressed() {
        synchronized (suppressed) {
            Map<String, Long> taken = new TreeMap<>(suppressed);
            suppressed.clear();
            return taken;
        }
    }

    private static Bucket bucket(int burst, int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
