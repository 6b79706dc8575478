package dev.watchword.cli;

import dev.watchword.agent.scan.ScanLimits;
import dev.watchword.audit.Budget;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much computing a scan may take. */
final class BudgetArguments {

    @Option(
            names = "--budget",
            paramLabel = "ACCOUNT,TOTAL",
            description = "CPU time for each account and in all, of every scan. Default: 20s,20m at night, 20s,3m when"
                    + " somebody asks, and for each image")
    private @Nullable String budget;

    ScanLimits limits() {
        if (budget == null) {
            return ScanLimits.DEFAULT;
        }
        String[] parts = budget.split(",", -1);
        if (parts.length != 2) {
            throw Failure.usage("--budget is ACCOUNT,TOTAL");
        }
        Budget each = new Budget(DurationText.parse(parts[0]), DurationText.parse(parts[1]));
        return new ScanLimits(ScanLimits.DEFAULT.cpuShare(), each, each, ScanLimits.DEFAULT.guess());
    }

    /** The same as words of a command line. */
    List<String> words() {
        return budget == null ? List.of() : List.of("--budget", budget);
    }
}
