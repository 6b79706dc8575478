package dev.watchword.audit;

import java.time.Duration;

/**
 * How much CPU time a scan may take.
 *
 * @param perAccount for one account (one salt)
 * @param total for all accounts together, over all threads
 */
public record Budget(Duration perAccount, Duration total) {

    /** Twenty CPU seconds an account, ten minutes in all. */
    public static final Budget DEFAULT = new Budget(Duration.ofSeconds(20), Duration.ofMinutes(10));

    public Budget {
        if (perAccount.isNegative() || total.isNegative()) {
            throw new IllegalArgumentException("a budget is not negative");
        }
    }
}
