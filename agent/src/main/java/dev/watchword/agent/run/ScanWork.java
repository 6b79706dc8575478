package dev.watchword.agent.run;

import java.util.Optional;

/** Where scans are done beside the loop. Called by the loop's thread only; a simulation has its own. */
public interface ScanWork extends AutoCloseable {

    /** Begins a job; none may be under way. */
    void begin(ScanJob job);

    /** Whether a job is under way, or its end was not taken yet. */
    boolean isBusy();

    /** The end of the job, once. */
    Optional<ScanJob.End> ended();

    /** How much of the work is done, 0 to 1. */
    double progress();

    /** Asks the job that is under way to end as soon as it can. */
    void hurry();

    @Override
    void close();
}
