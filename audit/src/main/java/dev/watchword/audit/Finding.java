package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.audit.memory.PasswordDigest;
import dev.watchword.policy.PasswordShape;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * An account that somebody must act on. Holds neither the password nor its hash.
 *
 * @param account whose
 * @param scheme the scheme's name, {@code ""} when nothing is stored
 * @param weakness why
 * @param severity how urgent
 * @param masked the masked password, {@code ""} when it is empty or not known
 * @param shape its length and what else rules count
 * @param suggestion what its owner should do
 * @param lastChanged since when the password is in use, when known
 * @param digest equal on all findings with the same password, when the password is known; not to be shown
 * @param sharedWith names of the other accounts that have the same password, as {@code service user}
 */
public record Finding(
        Account account,
        String scheme,
        Weakness weakness,
        Severity severity,
        String masked,
        PasswordShape shape,
        String suggestion,
        Optional<LocalDate> lastChanged,
        Optional<PasswordDigest> digest,
        List<String> sharedWith) {

    /** The wire contract's number for "nobody knows since when". */
    public static final int UNKNOWN_DURATION = Integer.MAX_VALUE;

    public Finding {
        sharedWith = List.copyOf(sharedWith);
    }

    /** Days that the password has been in use, {@link #UNKNOWN_DURATION} when unknown or in the future. */
    public int durationDays(LocalDate today) {
        return lastChanged
                .map(day -> ChronoUnit.DAYS.between(day, today))
                .filter(days -> days >= 0 && days < UNKNOWN_DURATION)
                .map(Long::intValue)
                .orElse(UNKNOWN_DURATION);
    }

    /** How reports name an account beside others; one without a name is told by its line. */
    public static String nameOf(Account account) {
        return account.userName().isEmpty()
                ? account.service().wireName() + " " + account.store()
                : account.service().wireName() + " " + account.userName() + " in "
                        + account.store().path();
    }
}
