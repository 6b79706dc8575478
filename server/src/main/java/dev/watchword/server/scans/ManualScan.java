package dev.watchword.server.scans;

/**
 * The newest scan of a host that somebody asked for, and how it stands.
 *
 * @param status now
 * @param scannedAt when the newest scan of the host ended, whoever asked for it, epoch milliseconds; 0 when there was none
 */
public record ManualScan(Status status, long scannedAt) {

    /** How it stands; the contract spells them differently in different places. */
    public enum Status {
        NEVER,
        /** For at most half an hour. */
        RUNNING,
        /** For more than half an hour. */
        OVER_TIME,
        /** For more than an hour. */
        LONG_RUNNING,
        ENDED,
        FAILED;

        /** Whether its end is awaited. */
        public boolean awaited() {
            return this == RUNNING || this == OVER_TIME || this == LONG_RUNNING;
        }
    }
}
