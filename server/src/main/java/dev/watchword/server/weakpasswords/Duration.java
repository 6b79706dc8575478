package dev.watchword.server.weakpasswords;

import java.time.Instant;

/** How long a password has been in use, in whole days of UTC. */
final class Duration {

    /** The contract's number for "nobody knows". */
    static final int UNKNOWN = Integer.MAX_VALUE;

    private static final long DAY = 86_400_000;

    private Duration() {}

    /**
     * Days since a password was changed.
     *
     * @param changedAt epoch milliseconds, 0 when unknown
     */
    static int days(long changedAt, Instant now) {
        long days = Math.floorDiv(now.toEpochMilli(), DAY) - Math.floorDiv(changedAt, DAY);
        return changedAt <= 0 || days < 0 || days > UNKNOWN ? UNKNOWN : (int) days;
    }
}
