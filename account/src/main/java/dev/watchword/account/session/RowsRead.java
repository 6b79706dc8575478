package dev.watchword.account.session;

import dev.watchword.account.RunningTables.Answer;
import java.util.ArrayList;
import java.util.List;

/** The rows of an answer while they come, bounded in number and in memory. Belongs to one thread. */
public final class RowsRead {

    /** As many accounts as a report takes of a service. */
    public static final int MOST = 50_000;

    /** What a value takes of memory besides its bytes, and what one takes that is shared: the empty one, and those of one byte. */
    private static final int VALUE_BYTES = 28;

    private static final int SHARED_BYTES = 4;
    private static final byte[] EMPTY = {};
    private static final byte[][] SINGLE = single();

    private final List<List<byte[]>> rows = new ArrayList<>();
    private long kept;

    /**
     * None yet.
     *
     * @param most bytes of memory for all of them
     */
    public RowsRead(long most) {
        this.kept = most;
    }

    /**
     * Takes the next row.
     *
     * @param row its arrays are not to be changed after
     * @throws SessionFailed when there are more than {@link #MOST} and one, or longer ones than are kept
     */
    public void add(List<byte[]> row) throws SessionFailed {
        List<byte[]> shared = row.stream().map(RowsRead::shared).toList();
        rows.add(shared);
        kept -= VALUE_BYTES
                + shared.stream()
                        .mapToLong(value -> value.length < 2 ? SHARED_BYTES : VALUE_BYTES + value.length)
                        .sum();
        if (rows.size() > MOST + 1 || kept < 0) {
            throw new SessionFailed("the server sends more rows than it was asked for, or longer ones than are kept");
        }
    }

    /** Tables of rights are made of {@code N} and {@code Y}. */
    private static byte[] shared(byte[] value) {
        return switch (value.length) {
            case 0 -> EMPTY;
            case 1 -> SINGLE[Byte.toUnsignedInt(value[0])];
            default -> value;
        };
    }

    private static byte[][] single() {
        byte[][] all = new byte[256][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new byte[] {(byte) i};
        }
        return all;
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
