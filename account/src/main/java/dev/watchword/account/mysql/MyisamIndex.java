package dev.watchword.account.mysql;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the head of a MyISAM index file ({@code .MYI}) tells of the table. Numbers are big-endian. After the storage engine's headers of
 * MySQL 5.6 and MariaDB 10.11, and files that both wrote.
 *
 * @param dynamic whether rows are as long as what they hold, or all of one length
 * @param rows how many there are
 * @param dataBytes length of the data file
 * @param closed whether the server had nothing of the table open that it had changed
 * @param rowBytes bytes of a row that is not packed
 * @param flagBytes bytes before a packed row that tell which columns are shortened
 * @param columns in their order
 */
record MyisamIndex(
        boolean dynamic, long rows, long dataBytes, boolean closed, int rowBytes, int flagBytes, List<Column> columns) {

    /** Longer ones are not read. */
    static final int MOST_BYTES = 64 << 10;

    private static final int MAGIC = 0xfefe0701;
    private static final int PACKED_ROWS = 1;
    private static final int COMPRESSED = 4;
    private static final int STATE = 24;
    private static final int BASE_BYTES = 100;
    private static final int COLUMN_BYTES = 7;
    private static final int MOST_COLUMNS = 200;
    private static final int MOST_ROW_BYTES = 64 << 10;

    MyisamIndex {
        columns = List.copyOf(columns);
    }

    /**
     * How a column is kept in a packed row.
     *
     * @param packing how it is shortened
     * @param length bytes of it in a row that is not packed
     */
    record Column(Packing packing, int length) {}

    /** Ways in which a column of a packed row is shortened; {@link #PLAIN} is not. */
    enum Packing {
        PLAIN,
        WITHOUT_END_SPACE,
        WITHOUT_LEADING_SPACE,
        WITHOUT_ZERO,
        BLOB,
        VARIABLE;

        private static Packing of(int number) throws DamagedTable {
            return switch (number) {
                case 0, 9 -> PLAIN;
                case 1 -> WITHOUT_END_SPACE;
                case 2 -> WITHOUT_LEADING_SPACE;
                case 3 -> WITHOUT_ZERO;
                case 4 -> BLOB;
                case 8 -> VARIABLE;
                default -> throw new DamagedTable("a column is kept in an unknown way");
            };
        }
    }

    static MyisamIndex of(byte[] file) throws DamagedTable {
        if (file.length < STATE + BASE_BYTES) {
            throw new DamagedTable("the index file is too short");
        }
        ByteBuffer head = ByteBuffer.wrap(file);
        if (head.getInt(0) != MAGIC) {
            throw new DamagedTable("not an index file of MyISAM");
        }
        int options = head.getShort(4);
        if ((options & COMPRESSED) != 0) {
            throw new DamagedTable("the table is compressed");
        }
        int end = head.getShort(6) & 0xffff;
        int base = head.getShort(12) & 0xffff;
        if (base > file.length - BASE_BYTES || end > file.length) {
            throw new DamagedTable("the index file is cut");
        }
        int rowBytes = head.getInt(base + 44);
        int count = head.getInt(base + 64);
        if (rowBytes < 1 || rowBytes > MOST_ROW_BYTES || count < 1 || count > MOST_COLUMNS) {
            throw new DamagedTable("its columns are not those of a table of accounts");
        }
        boolean closed = head.getShort(STATE) == 0;
        return new MyisamIndex(
                (options & PACKED_ROWS) != 0,
                head.getLong(28),
                head.getLong(68),
                closed,
                rowBytes,
                head.getShort(base + 76) & 0xffff,
                columns(head, end, count));
    }

    /** They stand at the end of the head. */
    private static List<Column> columns(ByteBuffer head, int end, int count) throws DamagedTable {
        int at = end - count * COLUMN_BYTES;
        if (at < STATE) {
            throw new DamagedTable("the index file is cut");
        }
        List<Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++, at += COLUMN_BYTES) {
            columns.add(new Column(Packing.of(head.getShort(at)), head.getShort(at + 2) & 0xffff));
        }
        return columns;
    }
}
