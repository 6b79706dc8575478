package dev.watchword.protocol;

import java.util.List;

/**
 * What one scan of one host found, as its agent reports it. Holds masks, never a password or a hash. It speaks for the
 * stores that it lists and for no others: a finding of a store that is not listed, or is listed as incomplete, stays.
 *
 * @param scanId a UUID of the agent's choosing; the same report twice has one effect
 * @param startedAt epoch milliseconds
 * @param finishedAt epoch milliseconds
 * @param stores what was read
 * @param accounts everything that was looked at, weak or not
 * @param findings what somebody must act on
 * @param rules what the host's own password rules demand, at most one; empty when they cannot be read
 */
public record ScanReport(
        String scanId,
        long startedAt,
        long finishedAt,
        List<Store> stores,
        List<Account> accounts,
        List<Finding> findings,
        List<Rules> rules) {

    public ScanReport {
        stores = List.copyOf(stores);
        accounts = List.copyOf(accounts);
        findings = List.copyOf(findings);
        rules = List.copyOf(rules);
    }

    /**
     * A credential store.
     *
     * @param store its path, e.g. {@code /etc/shadow}
     * @param serviceType {@code system}, {@code mysql}, {@code redis}, {@code tomcat} or {@code ftp}
     * @param incomplete why it was not read to its end, {@code ""} when it was
     */
    public record Store(String store, String serviceType, String incomplete) {}

    /**
     * An account and how far it was tested.
     *
     * @param serviceType as the store's
     * @param userName whole, e.g. {@code root} or {@code app@10.0.0.%}
     * @param store the store's path
     * @param state {@code usable}, {@code locked}, {@code passwordless}, {@code disabled}, {@code expired},
     *     {@code no_login_shell}, {@code external}, {@code deleted} or {@code unsupported}
     * @param scheme of the stored password, {@code ""} without one or when it is unsupported
     * @param tried candidates, over all scans
     * @param planned candidates
     * @param note why it was not tested, as {@link NotTested} reads it; {@code ""} when it was
     */
    public record Account(
            String serviceType,
            String userName,
            String store,
            String state,
            String scheme,
            long tried,
            long planned,
            String note) {}

    /**
     * A weak account.
     *
     * @param serviceType as the store's
     * @param userName whole
     * @param store the store's path
     * @param state the account's
     * @param weakness {@code empty}, {@code username}, {@code common}, {@code custom}, {@code derived},
     *     {@code default}, {@code shared}, {@code weak_scheme} or {@code policy}
     * @param severity {@code critical}, {@code high}, {@code medium} or {@code low}
     * @param masked the masked password, {@code ""} when it is empty or unknown; at most 128 characters
     * @param suggestion what its owner should do, and what to type for it
     * @param passwordChangedAt epoch milliseconds of the day that the store itself tells, 0 when unknown
     * @param length of the password in code points, 0 when unknown
     * @param classes how many of the four character types it has, 0 when unknown
     * @param longestRun of one character, 0 when unknown
     * @param sharedMark equal on all accounts of the fleet with the same password: a keyed digest whose key agents share and
     *     the server does not have; lower-case hexadecimal, {@code ""} when there is none
     */
    public record Finding(
            String serviceType,
            String userName,
            String store,
            String state,
            String weakness,
            String severity,
            String masked,
            String suggestion,
            long passwordChangedAt,
            int length,
            int classes,
            int longestRun,
            String sharedMark) {}

    /**
     * What a host demands of new passwords (PAM on Linux). A class's minimum of 0 means that it does not demand it.
     *
     * @param minimumLength characters
     * @param uppercase how many at the least
     * @param lowercase how many at the least
     * @param digits how many at the least
     * @param special how many at the least
     */
    public record Rules(int minimumLength, int uppercase, int lowercase, int digits, int special) {}
}
