package dev.watchword.agent.scan;

import dev.watchword.audit.Budget;
import dev.watchword.audit.CostLimit;
import dev.watchword.protocol.ScanBounds;
import java.time.Duration;

/**
 * How much of the machine a scan may take.
 *
 * @param cpuShare of one core, e.g. 0.1
 * @param nightly CPU time of a scheduled scan; what it leaves is for the following nights
 * @param asked CPU time of a scan that somebody waits for
 * @param guess the most that one guess may ask for: its time is within what a minute may deviate, its memory within the process's
 */
public record ScanLimits(double cpuShare, Budget nightly, Budget asked, CostLimit guess) {

    /** A tenth of a core, at night for up to three hours and a half, when asked for up to half an hour. */
    public static final ScanLimits DEFAULT = new ScanLimits(
            0.1,
            new Budget(Duration.ofSeconds(20), Duration.ofMinutes(20)),
            new Budget(Duration.ofSeconds(20), Duration.ofMinutes(3)),
            new CostLimit(Duration.ofMillis(1_200), 32L << 20));

    public ScanLimits {
        if (!(cpuShare > 0 && cpuShare <= 1)) {
            throw new IllegalArgumentException("a share of one core is above 0 and at most 1");
        }
    }

    /** The same with another share of the processor. */
    public ScanLimits sharing(double share) {
        return new ScanLimits(share, nightly, asked, guess);
    }

    /**
     * The same in the words of the protocol.
     *
     * @param memoryBytes of the heap that this process may have
     */
    public ScanBounds told(long memoryBytes) {
        return new ScanBounds(
                (int) Math.ceil(cpuShare * 100),
                nightly.total().toSeconds(),
                asked.total().toSeconds(),
                nightly.perAccount().toSeconds(),
                memoryBytes);
    }
}
