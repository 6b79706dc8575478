package dev.watchword.agent.run;

import dev.watchword.protocol.ScanReport;
import java.util.List;
import java.util.Optional;

/**
 * What the process of a scan says: how far it is, and in the end its report, or why there is none.
 *
 * @param progress share of the work that is done, 0 to 1
 * @param problem for the operator, {@code ""} for none
 * @param reports the report, once there is one
 */
record ScanNews(double progress, String problem, List<ScanReport> reports) {

    ScanNews {
        reports = List.copyOf(reports);
    }

    static ScanNews progress(double fraction) {
        return new ScanNews(fraction, "", List.of());
    }

    static ScanNews report(ScanReport report) {
        return new ScanNews(1, "", List.of(report));
    }

    static ScanNews problem(String why) {
        return new ScanNews(0, why, List.of());
    }

    boolean isLast() {
        return !problem.isEmpty() || !reports.isEmpty();
    }

    Optional<ScanReport> report() {
        return reports.stream().findFirst();
    }
}
