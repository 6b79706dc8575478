package dev.watchword.audit.memory;

import java.util.List;
import java.util.Map;

/**
 * What a scan found that left nothing to try: as long as its accounts and all that it was asked are the same, another scan finds the same,
 * and need not look at what is remembered of each stored password.
 *
 * @param of a keyed digest of the accounts and of what was asked
 * @param day of the scan, in days since 1970
 * @param runs how far the stored passwords were tried, in the order of their accounts; equal neighbours are one run
 * @param matches what matched, by the stored password's place in that order
 */
public record Standing(Fingerprint of, int day, List<Run> runs, Map<Integer, KnownMatch> matches) {

    /** A scan after so many days looks at each stored password again, so that none is forgotten while it is still in use. */
    static final int DAYS = 30;

    /** A standing of more matches would be as long as the memory. */
    private static final int MOST_MATCHES = 100_000;

    /**
     * Stored passwords in a row that were tried equally far.
     *
     * @param length how many
     * @param tried words tried on each
     * @param planned words of each one's plan
     */
    public record Run(int length, int tried, int planned) {}

    public Standing {
        runs = List.copyOf(runs);
        matches = Map.copyOf(matches);
    }

    boolean fits() {
        return matches.size() <= MOST_MATCHES && runs.size() <= MOST_MATCHES;
    }

    boolean holds(Fingerprint asked, int today) {
        return of.equals(asked) && today >= day && today - day < DAYS;
    }
}
