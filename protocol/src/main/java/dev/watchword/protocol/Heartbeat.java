package dev.watchword.protocol;

/**
 * What an agent says once a minute. The same one twice has no second effect.
 *
 * @param version the agent's own
 * @param bootId of the machine
 * @param accounts how many it looks after
 * @param tested how many of them it has tested to the end of its plan
 * @param wordsVersion of the word list that it has, {@code ""} without one
 * @param nextScanAt when its next scheduled scan begins, epoch milliseconds; 0 when none does, or it does not tell
 * @param bounds of its scans
 */
public record Heartbeat(
        String version,
        String bootId,
        long accounts,
        long tested,
        String wordsVersion,
        long nextScanAt,
        ScanBounds bounds) {}
