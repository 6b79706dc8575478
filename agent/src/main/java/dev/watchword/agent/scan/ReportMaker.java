package dev.watchword.agent.scan;

import dev.watchword.account.Account;
import dev.watchword.audit.AccountResult;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Finding;
import dev.watchword.audit.Incomplete;
import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.NotTested;
import dev.watchword.protocol.ScanReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what an audit found in the words of the protocol. */
final class ReportMaker {

    /** Rows of accounts and of findings, so that a report stays below the server's bound whatever a machine holds. */
    static final int MOST_ROWS = 30_000;

    private final AuditReport audit;
    private final StoreLedger ledger;
    private final FleetKey key;

    /** @param key all marks of the report are made with it */
    ReportMaker(AuditReport audit, StoreLedger ledger, FleetKey key) {
        this.key = key;
        this.audit = audit;
        this.ledger = ledger;
    }

    private record AccountKey(String service, String userName, String store) {}

    private record FindingKey(AccountKey account, String weakness) {}

    /**
     * The report.
     *
     * @param memoryLost whether earlier scans knew more than this one can: then what it does not find may be there all the same
     */
    ScanReport report(String scanId, boolean memoryLost, Optional<ScanReport.Rules> rules) {
        Map<AccountKey, ScanReport.Account> accounts = new LinkedHashMap<>();
        for (AccountResult result : audit.accounts()) {
            if (accounts.size() < MOST_ROWS && isSent(result.account())) {
                accounts.merge(key(result.account()), row(result), ReportMaker::both);
            }
        }
        Map<FindingKey, ScanReport.Finding> findings = new LinkedHashMap<>();
        for (Finding finding : audit.findings()) {
            if (findings.size() < MOST_ROWS && isSent(finding.account())) {
                FindingKey key = new FindingKey(
                        key(finding.account()), finding.weakness().wireName());
                findings.putIfAbsent(key, FindingRow.of(finding, mark(finding)));
            }
        }
        return new ScanReport(
                scanId,
                audit.startedAt().toEpochMilli(),
                audit.finishedAt().toEpochMilli(),
                ledger.stores(doubt(memoryLost)),
                List.copyOf(accounts.values()),
                List.copyOf(findings.values()),
                rules.map(List::of).orElse(List.of()));
    }

    private String mark(Finding finding) {
        return finding.digest().map(digest -> key.mark(digest.toBytes())).orElse("");
    }

    private String doubt(boolean memoryLost) {
        Optional<String> aborted = audit.incomplete().stream()
                .filter(each -> each.store().equals(audit.target()) && isAborted(each))
                .map(Incomplete::reason)
                .findFirst();
        if (aborted.isPresent()) {
            return aborted.get();
        }
        if (audit.findings().size() > MOST_ROWS) {
            return "more than " + MOST_ROWS + " findings: the others are left out";
        }
        boolean untested =
                audit.accounts().stream().anyMatch(each -> !each.coverage().complete());
        return memoryLost && untested
                ? "the memory of earlier scans was lost, and not everything is tried again yet"
                : "";
    }

    private boolean isSent(Account account) {
        return ledger.lists(account.service().wireName(), account.store().path());
    }

    private ScanReport.Account row(AccountResult result) {
        AccountKey key = key(result.account());
        return new ScanReport.Account(
                key.service(),
                key.userName(),
                key.store(),
                result.account().state().wireName(),
                result.scheme(),
                result.coverage().tried(),
                result.coverage().planned(),
                ReportText.cut(result.note().isEmpty() ? failure(result.account()) : result.note()));
    }

    /** Two passwords of one account are one row. */
    private static ScanReport.Account both(ScanReport.Account one, ScanReport.Account other) {
        return new ScanReport.Account(
                one.serviceType(),
                one.userName(),
                one.store(),
                one.state(),
                one.scheme().isEmpty() ? other.scheme() : one.scheme(),
                one.tried() + other.tried(),
                one.planned() + other.planned(),
                one.note().isEmpty() ? other.note() : one.note());
    }

    /** What went wrong with this account alone. */
    private String failure(Account account) {
        String prefix = NotTested.ABORTED.saying(account.userName() + ": ");
        return audit.incomplete().stream()
                .filter(each -> each.store().equals(account.store().path())
                        && each.reason().startsWith(prefix))
                .map(each -> NotTested.ABORTED.saying(each.reason().substring(prefix.length())))
                .findFirst()
                .orElse("");
    }

    private static AccountKey key(Account account) {
        return new AccountKey(
                account.service().wireName(),
                ReportText.cut(account.userName(), ReportText.LONGEST_NAME),
                account.store().path());
    }

    private static boolean isAborted(Incomplete incomplete) {
        return NotTested.of(incomplete.reason()).equals(Optional.of(NotTested.ABORTED));
    }
}
