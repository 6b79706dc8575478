package dev.watchword.audit;

import dev.watchword.hash.Cost;
import java.time.Duration;

/**
 * The most that one guess may ask for. A stored hash chooses its own cost, so this is what keeps a hostile one from
 * taking the machine.
 *
 * @param time CPU time a guess
 * @param memoryBytes working memory a guess
 */
public record CostLimit(Duration time, long memoryBytes) {

    /** Five CPU seconds and 256 MiB: every default of every distribution passes with room to spare. */
    public static final CostLimit DEFAULT = new CostLimit(Duration.ofSeconds(5), 256L << 20);

    public CostLimit {
        if (time.isNegative() || time.isZero() || memoryBytes < 1) {
            throw new IllegalArgumentException("a cost limit is positive");
        }
    }

    public boolean allows(Cost cost) {
        return cost.nanos() <= time.toNanos() && cost.memoryBytes() <= memoryBytes;
    }
}
