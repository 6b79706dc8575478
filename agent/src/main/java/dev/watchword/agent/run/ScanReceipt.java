package dev.watchword.agent.run;

import dev.watchword.protocol.NotTested;
import dev.watchword.protocol.ScanReport;
import java.util.Optional;

/**
 * What is kept of the last report after it was sent.
 *
 * @param scannedAt when the scan ended, epoch milliseconds, 0 for never
 * @param accounts rows of accounts
 * @param tested of them to the end of their plan, or with nothing to test
 * @param findings rows of findings
 * @param incomplete stores not read to their end
 */
public record ScanReceipt(long scannedAt, long accounts, long tested, int findings, int incomplete) {

    static final ScanReceipt NONE = new ScanReceipt(0, 0, 0, 0, 0);

    static ScanReceipt of(ScanReport report) {
        return new ScanReceipt(
                report.finishedAt(),
                report.accounts().size(),
                report.accounts().stream()
                        .filter(each -> each.tried() >= each.planned() && !isAborted(each))
                        .count(),
                report.findings().size(),
                Math.toIntExact(report.stores().stream()
                        .filter(each -> !each.incomplete().isEmpty())
                        .count()));
    }

    private static boolean isAborted(ScanReport.Account account) {
        return NotTested.of(account.note()).equals(Optional.of(NotTested.ABORTED));
    }
}
