package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.audit.memory.KnownMatch;
import dev.watchword.audit.memory.PasswordDigest;
import dev.watchword.candidate.Origin;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.policy.PasswordShape;
import dev.watchword.policy.PolicyCheck;
import dev.watchword.policy.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes findings of what the walk left behind. */
final class Findings {

    private static final Comparator<Finding> MOST_URGENT_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> finding.account().service())
            .thenComparing(finding -> finding.account().userName())
            .thenComparing(finding -> finding.account().store().toString())
            .thenComparing(finding -> finding.weakness().wireName());

    private final AuditOptions options;
    private final Sharing sharing;
    private final Optional<PolicyCheck> policy;

    Findings(AuditOptions options, Sharing sharing) {
        this.options = options;
        this.sharing = sharing;
        this.policy = options.policy().map(PolicyCheck::new);
    }

    List<Finding> of(List<Preparation.Row> rows) {
        List<Finding> findings = new ArrayList<>();
        for (Preparation.Row row : rows) {
            if (row.account().state() instanceof AccountState.Passwordless) {
                findings.add(passwordless(row.account()));
                continue;
            }
            row.subject().ifPresent(subject -> addFor(subject, row.scheme(), findings));
        }
        findings.sort(MOST_URGENT_FIRST);
        return withoutRepetitions(findings);
    }

    /** Equal findings stand together once sorted; a set of all of them would cost more than the scan of a large store. */
    private static List<Finding> withoutRepetitions(List<Finding> sorted) {
        List<Finding> kept = new ArrayList<>(sorted.size());
        int alike = 0;
        for (Finding finding : sorted) {
            if (alike < kept.size() && MOST_URGENT_FIRST.compare(kept.get(alike), finding) != 0) {
                alike = kept.size();
            }
            if (!kept.subList(alike, kept.size()).contains(finding)) {
                kept.add(finding);
            }
        }
        return List.copyOf(kept);
    }

    private void addFor(Subject subject, String scheme, List<Finding> findings) {
        Optional<Finding> password = subject.matched()
                ? matched(subject, scheme, subject.match().orElseThrow())
                : shared(subject, scheme).or(() -> breaksPolicy(subject, scheme));
        password.ifPresent(findings::add);
        if (weakScheme(subject)) {
            findings.add(stored(
                    subject, scheme, new Weakness.WeakScheme(scheme), PasswordShape.UNKNOWN, Suggestion.forScheme()));
        }
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
    private Optional<Finding> matched(Subject subject, String scheme, KnownMatch match) {
        Account account = subject.account();
        if (match.origin() == Origin.SHARED && sharing.others(subject).isEmpty()) {
            return Optional.empty();
        }
        Weakness weakness = Weakness.of(match.origin());
        return Optional.of(new Finding(
                account,
                scheme,
                weakness,
                Severity.of(account, weakness),
                options.mask() == Mask.FULL && !match.masked().isEmpty() ? Mask.FULL.of("*") : match.masked(),
                match.shape(),
                match.suggestion(),
                account.lastChanged().or(match::lastChanged),
                match.digest(),
                sharing.others(subject)));
    }

    private Optional<Finding> shared(Subject subject, String scheme) {
        List<String> others = sharing.others(subject);
        if (others.isEmpty()) {
            return Optional.empty();
        }
        Weakness weakness = new Weakness.Shared();
        return Optional.of(new Finding(
                subject.account(),
                scheme,
                weakness,
                Severity.of(subject.account(), weakness),
                clearText(subject).map(options.mask()::of).orElse(""),
                clearText(subject).map(PasswordShape::of).orElse(PasswordShape.UNKNOWN),
                Suggestion.forSharing(),
                subject.account().lastChanged(),
                clearDigest(subject),
                others));
    }

    private Optional<Finding> breaksPolicy(Subject subject, String scheme) {
        if (policy.isEmpty()) {
            return Optional.empty();
        }
        return clearText(subject).flatMap(password -> {
            List<Violation> broken = policy.get().violations(subject.account().loginName(), password);
            return broken.isEmpty()
                    ? Optional.empty()
                    : Optional.of(stored(
                            subject,
                            scheme,
                            new Weakness.BreaksPolicy(broken),
                            PasswordShape.of(password),
                            Suggestion.forPassword(password, new Weakness.BreaksPolicy(broken))));
        });
    }

    private static Finding stored(
            Subject subject, String scheme, Weakness weakness, PasswordShape shape, String suggestion) {
        return new Finding(
                subject.account(),
                scheme,
                weakness,
                Severity.of(subject.account(), weakness),
                "",
                shape,
                suggestion,
                subject.account().lastChanged(),
                Optional.empty(),
                List.of());
    }

    /** A locked or expired account's scheme matters only when the account comes back to life. */
    private static boolean weakScheme(Subject subject) {
        boolean inUse = subject.account().state() instanceof AccountState.Usable
                || subject.account().state() instanceof AccountState.NoLoginShell;
        return inUse
                && HashSchemes.byId(subject.encoded().scheme())
                        .filter(HashScheme::obsolete)
                        .isPresent();
    }

    private static Optional<PasswordDigest> clearDigest(Subject subject) {
        return subject.encoded().scheme().equals(Preparation.PLAIN)
                ? Optional.of(PasswordDigest.of(subject.encoded().text()))
                : Optional.empty();
    }

    private static Optional<String> clearText(Subject subject) {
        return subject.encoded().scheme().equals(Preparation.PLAIN)
                ? Optional.of(Passwords.text(subject.encoded().text()))
                : Optional.empty();
    }
}
