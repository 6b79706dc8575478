package dev.watchword.server.authentication;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Locks an access key for five minutes after five wrong signatures in a row. Kept in memory, one small entry for each
 * existing key that was used wrongly; a restart forgets it, which guessing 256 bits does not profit from. Safe for use
 * by many threads.
 */
final class AccessKeyLock {

    static final int FAILURES = 5;
    static final Duration LOCKED = Duration.ofMinutes(5);

    private final ConcurrentHashMap<String, Row> rows = new ConcurrentHashMap<>();

    /** What came out. */
    enum Outcome {
        RIGHT,
        WRONG,
        LOCKED
    }

    /** Checks a signature unless the key is locked, and counts. One check of a key at a time. */
    Outcome check(String accessKeyId, long now, BooleanSupplier isRight) {
        Outcome[] outcome = {Outcome.LOCKED};
        rows.compute(accessKeyId, (id, before) -> {
            if (before != null && now < before.lockedUntil) {
                return before;
            }
            if (isRight.getAsBoolean()) {
                outcome[0] = Outcome.RIGHT;
                return null;
            }
            outcome[0] = Outcome.WRONG;
            int failures = before == null || before.lockedUntil > 0 ? 1 : before.failures + 1;
            return new Row(failures, failures >= FAILURES ? now + LOCKED.toMillis() : 0);
        });
        return outcome[0];
    }

    private record Row(int failures, long lockedUntil) {}
}
