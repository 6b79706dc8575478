package dev.watchword.agent.scan;

import dev.watchword.account.Account;
import dev.watchword.audit.Finding;
import dev.watchword.audit.report.Remedy;
import dev.watchword.protocol.ScanReport;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** A finding in the words of the protocol. */
public final class FindingRow {

    private FindingRow() {}

    /**
     * The row.
     *
     * @param mark tells equal passwords, {@code ""} for none
     */
    public static ScanReport.Finding of(Finding finding, String mark) {
        Account account = finding.account();
        return new ScanReport.Finding(
                account.service().wireName(),
                ReportText.cut(account.userName(), ReportText.LONGEST_NAME),
                account.store().path(),
                account.state().wireName(),
                finding.weakness().wireName(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.masked(),
                ReportText.cut(finding.suggestion() + " How: " + Remedy.of(finding)),
                finding.lastChanged().map(FindingRow::millis).orElse(0L),
                finding.shape().length(),
                finding.shape().classes(),
                finding.shape().longestRun(),
                mark);
    }

    private static long millis(LocalDate day) {
        return Math.max(0, day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    }
}
