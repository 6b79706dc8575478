package dev.watchword.audit;

/**
 * How many of an account's planned candidates are behind it, over all scans.
 *
 * @param tried distinct candidates tried
 * @param planned distinct candidates of its whole plan; at least {@code tried}
 */
public record Coverage(int tried, int planned) {

    /** Nothing to test. */
    public static final Coverage NOTHING = new Coverage(0, 0);

    public Coverage {
        planned = Math.max(planned, tried);
    }

    public boolean complete() {
        return tried >= planned;
    }
}
