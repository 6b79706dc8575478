package dev.watchword.account.postgresql;

import java.nio.ByteBuffer;

/** A row as it stands in its page: header, which columns are null, columns. Prints nothing of them. */
final class HeapRow {

    private static final int CREATOR_AT = 0;
    private static final int ENDER_AT = 4;
    private static final int COLUMNS_AT = 18;
    private static final int MARKS_AT = 20;
    private static final int START_AT = 22;
    private static final int NULLS_AT = 23;

    private static final int HAS_NULLS = 0x0001;
    private static final int ENDER_LOCKS_ONLY = 0x0080;
    private static final int CREATOR_COMMITTED = 0x0100;
    private static final int CREATOR_INVALID = 0x0200;
    private static final int ENDER_COMMITTED = 0x0400;
    private static final int ENDER_INVALID = 0x0800;
    private static final int ENDER_IS_MANY = 0x1000;

    private final ByteBuffer bytes;
    private final int marks;

    HeapRow(ByteBuffer bytes) {
        this.bytes = bytes;
        this.marks = bytes.getShort(MARKS_AT) & 0xffff;
    }

    /** Whether a new transaction sees it. What the row does not know itself, the log of commits does. */
    boolean isAlive(CommitLog commits) throws DamagedHeap {
        // both marks together: frozen, committed for ever
        boolean made = (marks & CREATOR_COMMITTED) != 0
                || ((marks & CREATOR_INVALID) == 0 && commits.isCommitted(bytes.getInt(CREATOR_AT)));
        if (!made) {
            return false;
        }
        int ender = bytes.getInt(ENDER_AT);
        if (ender == 0 || (marks & (ENDER_INVALID | ENDER_LOCKS_ONLY)) != 0) {
            return true;
        }
        if ((marks & ENDER_IS_MANY) != 0) {
            throw new DamagedHeap("a row was changed while others locked it: the server must be asked");
        }
        return (marks & ENDER_COMMITTED) == 0 && !commits.isCommitted(ender);
    }

    int columns() {
        return bytes.getShort(COLUMNS_AT) & 0x07ff;
    }

    boolean isNull(int column) throws DamagedHeap {
        if (column >= columns()) {
            return true;
        }
        return (marks & HAS_NULLS) != 0 && (checked(NULLS_AT + column / 8, 1).get(0) >>> column % 8 & 1) == 0;
    }

    /** Bytes of the columns, from their start. */
    ByteBuffer at(int offset, int length) throws DamagedHeap {
        return checked((bytes.get(START_AT) & 0xff) + offset, length);
    }

    private ByteBuffer checked(int from, int length) throws DamagedHeap {
        if (from < 0 || length < 0 || from + length > bytes.capacity()) {
            throw new DamagedHeap("a row ends before its columns do");
        }
        return bytes.slice(from, length).order(bytes.order());
    }
}
