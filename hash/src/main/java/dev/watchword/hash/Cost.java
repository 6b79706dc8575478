package dev.watchword.hash;

/**
 * What one guess asks for.
 *
 * @param nanos CPU nanoseconds on a reference core (a 2024 server core) with the scalar kernel, more than 0; an estimate
 *     within a factor of three, used to refuse, to order and to plan before anything was measured
 * @param memoryBytes working memory of one kernel beyond a few kilobytes, 0 or more
 */
public record Cost(double nanos, long memoryBytes) {

    public Cost {
        if (!(nanos > 0) || memoryBytes < 0) {
            throw new IllegalArgumentException("cost of " + nanos + " ns and " + memoryBytes + " bytes");
        }
    }
}
