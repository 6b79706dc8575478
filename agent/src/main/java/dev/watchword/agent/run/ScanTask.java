package dev.watchword.agent.run;

import dev.watchword.audit.Budget;
import dev.watchword.audit.report.Counted;
import java.time.Duration;
import java.util.List;

/**
 * A scan on its way to the process that does it. Prints none of the words.
 *
 * @param accountMillis processor time for each account
 * @param totalMillis processor time in all
 * @param words the server's custom words
 */
record ScanTask(long accountMillis, long totalMillis, List<String> words) {

    ScanTask {
        words = List.copyOf(words);
    }

    static ScanTask of(Budget budget, List<String> words) {
        return new ScanTask(budget.perAccount().toMillis(), budget.total().toMillis(), words);
    }

    Budget budget() {
        return new Budget(Duration.ofMillis(accountMillis), Duration.ofMillis(totalMillis));
    }

    @Override
    public String toString() {
        return "a scan with " + Counted.of(words.size(), "word");
    }
}
