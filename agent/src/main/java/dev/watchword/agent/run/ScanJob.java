package dev.watchword.agent.run;

import dev.watchword.audit.report.Counted;
import dev.watchword.protocol.DryRunAnswer;
import dev.watchword.protocol.ScanReport;
import java.util.List;

/** Something that takes long and a lot of computing: one at a time. */
public sealed interface ScanJob {

    /** The scan that the schedule says. */
    record Scheduled() implements ScanJob {}

    /**
     * A scan that somebody waits for.
     *
     * @param commandId the command that asked for it, {@code ""} for somebody on the machine itself
     */
    record Asked(String commandId) implements ScanJob {}

    /**
     * A trial of words that keeps nothing. Prints none of them.
     *
     * @param commandId the command that asked for it
     * @param words what to try
     */
    record Trial(String commandId, List<String> words) implements ScanJob {
        public Trial {
            words = List.copyOf(words);
        }

        @Override
        public String toString() {
            return "trial " + commandId + " of " + Counted.of(words.size(), "word");
        }
    }

    /** How a job ended. */
    sealed interface End {
        /** Which job. */
        ScanJob job();
    }

    /** A scan has a report. */
    record Reported(ScanJob job, ScanReport report) implements End {}

    /** A trial has a result. */
    record Tried(ScanJob job, DryRunAnswer answer) implements End {}

    /**
     * It failed.
     *
     * @param reason for the operator
     */
    record Failed(ScanJob job, String reason) implements End {}
}
