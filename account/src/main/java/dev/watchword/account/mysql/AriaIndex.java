package dev.watchword.account.mysql;

import java.nio.ByteBuffer;

/**
 * What the head of an Aria index file ({@code .MAI}) tells of the table. Numbers are big-endian. After the storage engine's
 * headers of MariaDB 10.11, and files that it wrote.
 *
 * @param pageSize bytes of a page of the data file
 * @param rows how many rows there are; true only of a table that was closed
 * @param closed whether the server had written all of the table when the file was last touched
 */
record AriaIndex(int pageSize, long rows, boolean closed) {

    /** As much of the file as is needed. */
    static final int HEAD_BYTES = 1_024;

    private static final int MAGIC = 0xfefe09;
    private static final int ROWS_IN_PAGES = 3;
    private static final int ROW_CHECKSUM = 32;
    private static final int BASE_BYTES = 135;

    /** Columns that may be empty: two texts and a blob. */
    private static final int COLUMNS = 3;

    private static final int LENGTH_BYTES = 8;

    /**
     * The head of {@code global_priv.MAI}.
     *
     * @throws DamagedTable when it is another table, or one of another form than this reader knows
     */
    static AriaIndex ofGlobalPriv(byte[] file) throws DamagedTable {
        if (file.length < HEAD_BYTES) {
            throw new DamagedTable("the index file is too short");
        }
        ByteBuffer head = ByteBuffer.wrap(file);
        if (head.getInt(0) >>> 8 != MAGIC) {
            throw new DamagedTable("not an index file of Aria");
        }
        if (head.get(22) != ROWS_IN_PAGES) {
            throw new DamagedTable("its rows are not kept in pages");
        }
        int base = head.getShort(12) & 0xffff;
        if (base > file.length - BASE_BYTES) {
            throw new DamagedTable("the index file is cut");
        }
        if (head.getShort(base + 90) != 0) {
            throw new DamagedTable("the table is encrypted");
        }
        requireColumns(head, base);
        int pageSize = head.getShort(base + 100) & 0xffff;
        if (pageSize < 1_024 || pageSize > 32_768 || Integer.bitCount(pageSize) != 1) {
            throw new DamagedTable("not a page size: " + pageSize);
        }
        return new AriaIndex(pageSize, head.getLong(49), head.getShort(24) == 0);
    }

    private static void requireColumns(ByteBuffer head, int base) throws DamagedTable {
        boolean known = (head.getShort(4) & ROW_CHECKSUM) == 0
                && head.getShort(base + 80) == COLUMNS
                && head.getShort(base + 82) == 0
                && head.getShort(base + 86) == LENGTH_BYTES
                && head.getShort(base + 88) == COLUMNS
                && head.getShort(base + 92) == 0
                && head.getShort(base + 94) == 0
                && head.getShort(base + 96) == 0;
        if (!known) {
            throw new DamagedTable("its columns are not those of global_priv");
        }
    }
}
