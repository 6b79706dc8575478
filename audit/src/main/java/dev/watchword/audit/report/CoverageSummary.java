package dev.watchword.audit.report;

import dev.watchword.audit.AccountResult;
import dev.watchword.audit.AuditReport;

/**
 * A scan's coverage in three numbers.
 *
 * @param tested stored passwords that were tested, in this scan or before
 * @param tried candidates behind them
 * @param planned candidates of their plans
 */
record CoverageSummary(long tested, long tried, long planned) {

    static CoverageSummary of(AuditReport report) {
        long tested = 0;
        long tried = 0;
        long planned = 0;
        for (AccountResult result : report.accounts()) {
            tested += result.coverage().tried() > 0 ? 1 : 0;
            tried += result.coverage().tried();
            planned += result.coverage().planned();
        }
        return new CoverageSummary(tested, tried, planned);
    }
}
