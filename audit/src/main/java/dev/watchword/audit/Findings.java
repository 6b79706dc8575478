package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.audit.memory.KnownMatch;
import dev.watchword.audit.memory.PasswordDigest;
import dev.watchword.candidate.Origin;
import dev.watchword.policy.PasswordShape;
import dev.watchword.policy.PolicyCheck;
import dev.watchword.policy.Violation;
import java.util.List;
import java.util.Optional;

/** Makes findings of what the walk left behind. */
final class Findings {

    private final AuditOptions options;
    private final Rows rows;
    private final Readings readings;
    private final Sharing sharing;
    private final Optional<PolicyCheck> policy;

    Findings(AuditOptions options, Rows rows, Sharing sharing) {
        this.options = options;
        this.rows = rows;
        this.readings = new Readings(rows);
        this.sharing = sharing;
        this.policy = options.policy().map(PolicyCheck::new);
    }

    /** Most urgent first, each once; made when they are looked at. */
    List<Finding> all() {
        FindingOrder order = new FindingOrder(this, rows);
        for (int row = 0; row < rows.size(); row++) {
            if (readings.isSilent(row)) {
                continue;
            }
            Account account = rows.account(row);
            order.add(row, ofPassword(row, account), false);
            order.add(row, ofScheme(row, account), true);
        }
        return order.sorted();
    }

    /** What the password of a row is weak by, if it is. */
    Optional<Finding> ofPassword(int row, Account account) {
        if (account.state() instanceof AccountState.Passwordless) {
            return Optional.of(passwordless(account));
        }
        if (!rows.tested(row)) {
            return Optional.empty();
        }
        Subject subject = new Subject(rows, row);
        return subject.matched()
                ? matched(subject, account, subject.match().orElseThrow())
                : shared(subject, account).or(() -> breaksPolicy(subject, account));
    }

    /** That the scheme of a row is weak, if it is. A locked or expired account's matters only when the account comes back to life. */
    Optional<Finding> ofScheme(int row, Account account) {
        boolean inUse =
                account.state() instanceof AccountState.Usable || account.state() instanceof AccountState.NoLoginShell;
        return inUse && rows.obsolete(row)
                ? Optional.of(stored(
                        account,
                        readings.scheme(row),
                        new Weakness.WeakScheme(readings.scheme(row)),
                        PasswordShape.UNKNOWN,
                        Suggestion.forScheme()))
                : Optional.empty();
    }

    private Finding passwordless(Account account) {
        Weakness weakness = new Weakness.Empty();
        return new Finding(
                account,
                "",
                weakness,
                Severity.of(account, weakness),
                "",
                PasswordShape.UNKNOWN,
                Suggestion.forPassword("", weakness),
                account.lastChanged(),
                Optional.empty(),
                List.of());
    }

    /** Nothing for a password that was only shared, once the others have changed theirs. */
    private Optional<Finding> matched(Subject subject, Account account, KnownMatch match) {
        if (match.origin() == Origin.SHARED && sharing.others(subject).isEmpty()) {
            return Optional.empty();
        }
        Weakness weakness = Weakness.of(match.origin());
        return Optional.of(new Finding(
                account,
                readings.scheme(subject.row()),
                weakness,
                Severity.of(account, weakness),
                options.mask() == Mask.FULL && !match.masked().isEmpty() ? Mask.FULL.of("*") : match.masked(),
                match.shape(),
                match.suggestion(),
                account.lastChanged().or(match::lastChanged),
                match.digest(),
                sharing.others(subject)));
    }

    private Optional<Finding> shared(Subject subject, Account account) {
        List<String> others = sharing.others(subject);
        if (others.isEmpty()) {
            return Optional.empty();
        }
        Weakness weakness = new Weakness.Shared();
        return Optional.of(new Finding(
                account,
                readings.scheme(subject.row()),
                weakness,
                Severity.of(account, weakness),
                clearText(subject).map(options.mask()::of).orElse(""),
                clearText(subject).map(PasswordShape::of).orElse(PasswordShape.UNKNOWN),
                Suggestion.forSharing(),
                account.lastChanged(),
                clearDigest(subject),
                others));
    }

    private Optional<Finding> breaksPolicy(Subject subject, Account account) {
        if (policy.isEmpty()) {
            return Optional.empty();
        }
        return clearText(subject).flatMap(password -> {
            List<Violation> broken = policy.get().violations(account.loginName(), password);
            return broken.isEmpty()
                    ? Optional.empty()
                    : Optional.of(stored(
                            account,
                            readings.scheme(subject.row()),
                            new Weakness.BreaksPolicy(broken),
                            PasswordShape.of(password),
                            Suggestion.forPassword(password, new Weakness.BreaksPolicy(broken))));
        });
    }

    private static Finding stored(
            Account account, String scheme, Weakness weakness, PasswordShape shape, String suggestion) {
        return new Finding(
                account,
                scheme,
                weakness,
                Severity.of(account, weakness),
                "",
                shape,
                suggestion,
                account.lastChanged(),
                Optional.empty(),
                List.of());
    }

    private Optional<PasswordDigest> clearDigest(Subject subject) {
        return isClear(subject)
                ? Optional.of(PasswordDigest.of(subject.encoded().text()))
                : Optional.empty();
    }

    private Optional<String> clearText(Subject subject) {
        return isClear(subject) ? Optional.of(Passwords.text(subject.encoded().text())) : Optional.empty();
    }

    private boolean isClear(Subject subject) {
        return rows.scheme(subject.row()).equals(Preparation.PLAIN.name());
    }
}
