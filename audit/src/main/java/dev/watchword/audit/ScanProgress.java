package dev.watchword.audit;

import java.time.Duration;

/**
 * How far a scan has come.
 *
 * @param hashes guesses digested so far
 * @param perSecond guesses a second, over the whole scan so far
 * @param fraction share of the work that is done, 0 to 1; what the budgets leave out does not count
 * @param left estimated time left
 * @param found weak passwords found so far
 */
public record ScanProgress(long hashes, double perSecond, double fraction, Duration left, int found) {

    /** Takes news of a running scan, a few times a second, from a thread of the scan's. */
    @FunctionalInterface
    public interface Listener {
        void progress(ScanProgress progress);
    }
}
