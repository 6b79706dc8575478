package dev.watchword.agent.run;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave the server alone: after a failure one to two minutes, after more up to four, every agent another time, so that a server
 * that comes back is not overrun and all are back within five minutes. Belongs to one thread.
 */
final class Backoff {

    static final Duration LEAST = Duration.ofSeconds(60);
    private static final int MOST_DOUBLINGS = 2;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    /** Whether nothing failed since the last success. */
    boolean isFresh() {
        return failures == 0;
    }

    /**
     * A call failed.
     *
     * @param asked what the server wants at the least
     */
    Duration failed(Duration asked) {
        failures = Math.min(failures + 1, MOST_DOUBLINGS);
        long least = Math.max(LEAST.toMillis(), asked.toMillis());
        long spread = LEAST.toMillis() * ((1L << failures) - 1);
        return Duration.ofMillis(least + random.nextLong(spread + 1));
    }
}
