package dev.watchword.audit;

/** Keeps the workers of a scan from taking more of the processor than they may. Called by every worker. */
@FunctionalInterface
public interface Pace {

    /** As fast as the machine allows. */
    Pace UNBOUNDED = () -> {};

    /**
     * Returns when the next batch may begin.
     *
     * @throws InterruptedException when the scan is to end instead
     */
    void await() throws InterruptedException;
}
