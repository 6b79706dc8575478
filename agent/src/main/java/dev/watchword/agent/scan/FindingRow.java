package dev.watchword.agent.scan;

import dev.watchword.account.Account;
import dev.watchword.audit.Finding;
import dev.watchword.audit.memory.Fingerprint;
import dev.watchword.protocol.ScanReport;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** A finding in the words of the protocol. */
public final class FindingRow {

    private FindingRow() {}

    /**
     * The row.
     *
     * @param mark tells equal passwords, when others than this scan know its key
     */
    public static ScanReport.Finding of(Finding finding, Optional<Fingerprint> mark) {
        Account account = finding.account();
        return new ScanReport.Finding(
                account.service().wireName(),
                ReportText.cut(account.userName(), ReportText.LONGEST_NAME),
                account.store().path(),
                account.state().wireName(),
                finding.weakness().wireName(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.masked(),
                ReportText.cut(finding.suggestion()),
                finding.lastChanged().map(FindingRow::millis).orElse(0L),
                finding.shape().length(),
                finding.shape().classes(),
                finding.shape().longestRun(),
                mark.map(FindingRow::hexadecimal).orElse(""));
    }

    private static long millis(LocalDate day) {
        return Math.max(0, day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    }

    private static String hexadecimal(Fingerprint mark) {
        return String.format(Locale.ROOT, "%016x%016x", mark.high(), mark.low());
    }
}
