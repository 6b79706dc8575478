package dev.watchword.account.session;

import dev.watchword.account.RunningTables.Answer;
import java.util.ArrayList;
import java.util.List;

/** The rows of an answer while they come, bounded in number and in memory. Belongs to one thread. */
public final class RowsRead {

    /** As many accounts as a report takes of a service. */
    public static final int MOST = 50_000;

    /** Of memory for all rows, in which a value takes so much besides its bytes. */
    private static final long MOST_KEPT = 128L << 20;

    private static final int VALUE_BYTES = 24;

    private final List<List<byte[]>> rows = new ArrayList<>();
    private long kept = MOST_KEPT;

    /**
     * Takes the next row.
     *
     * @throws SessionFailed when there are more than {@link #MOST} and one, or longer ones than are kept
     */
    public void add(List<byte[]> row) throws SessionFailed {
        rows.add(row);
        kept -= row.stream().mapToLong(value -> VALUE_BYTES + value.length).sum();
        if (rows.size() > MOST + 1 || kept < 0) {
            throw new SessionFailed("the server sends more rows than it was asked for, or longer ones than are kept");
        }
    }

    /**
     * All of them.
     *
     * @param version as the server tells it
     * @param columns their names
     */
    public Answer.Rows all(String version, List<String> columns) {
        boolean cut = rows.size() > MOST;
        return new Answer.Rows(version, columns, cut ? rows.subList(0, MOST) : rows, cut);
    }
}
