package dev.watchword.audit;

import dev.watchword.candidate.Wordlist;
import dev.watchword.policy.PasswordPolicy;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How a scan is to be done.
 *
 * @param budget CPU time
 * @param costLimit the most that one guess may ask for
 * @param customWords the operator's words, tried first, in their order
 * @param rankedPlan whether the empty password, the built-in list and the words made from each account are tried too
 * @param host the name of the machine that the accounts belong to, {@code ""} when unknown
 * @param organisation words of the organisation to make candidates from
 * @param policy the policy that clear-text passwords are held against, when asked for
 * @param mask how found passwords are shown
 * @param threads how many workers digest at a time
 * @param today the day of the scan, UTC
 */
public record AuditOptions(
        Budget budget,
        CostLimit costLimit,
        Wordlist customWords,
        boolean rankedPlan,
        String host,
        List<String> organisation,
        Optional<PasswordPolicy> policy,
        Mask mask,
        int threads,
        LocalDate today) {

    public AuditOptions {
        organisation = List.copyOf(organisation);
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread");
        }
    }

    /** The defaults of a scan on this day. */
    public static AuditOptions defaults(LocalDate today) {
        return new AuditOptions(
                Budget.DEFAULT,
                CostLimit.DEFAULT,
                Wordlist.empty(),
                true,
                "",
                List.of(),
                Optional.empty(),
                Mask.PARTIAL,
                Runtime.getRuntime().availableProcessors(),
                today);
    }
}
