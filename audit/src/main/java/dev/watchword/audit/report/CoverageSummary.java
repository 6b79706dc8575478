package dev.watchword.audit.report;

import dev.watchword.account.Account;
import dev.watchword.audit.AccountResult;
import dev.watchword.audit.AuditReport;
import java.util.Optional;

/**
 * A scan's coverage in numbers.
 *
 * @param accounts accounts met, each once however many passwords it has
 * @param tested stored passwords that were tested, in this scan or before
 * @param tried candidates behind them
 * @param planned candidates of their plans
 */
record CoverageSummary(long accounts, long tested, long tried, long planned) {

    static CoverageSummary of(AuditReport report) {
        long accounts = 0;
        long tested = 0;
        long tried = 0;
        long planned = 0;
        Optional<Account> before = Optional.empty();
        for (AccountResult result : report.accounts()) {
            Account account = result.account();
            accounts += before.filter(last -> isSame(last, account)).isPresent() ? 0 : 1;
            before = Optional.of(account);
            tested += result.coverage().tried() > 0 ? 1 : 0;
            tried += result.coverage().tried();
            planned += result.coverage().planned();
        }
        return new CoverageSummary(accounts, tested, tried, planned);
    }

    /** Passwords of one account stand beside each other. */
    private static boolean isSame(Account one, Account two) {
        return one.service() == two.service()
                && one.userName().equals(two.userName())
                && one.store().equals(two.store());
    }
}
