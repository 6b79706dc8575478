package dev.watchword.account.mysql;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The pages of an Aria data file. Every so many pages there is a map that tells, in three bits a page, what is in use. Every
 * access is checked. Belongs to one thread.
 */
final class AriaPages {

    static final int CHECKSUM_BYTES = 4;
    static final int BARE_HEADER = 8;
    static final int HEADER = 12;

    private static final int TYPE_AT = 7;
    private static final int COUNT_AT = 8;
    private static final int TYPE_BITS = 7;
    private static final int ENTRY_BYTES = 4;
    private static final int FULL_HEAD = 4;

    private final ByteBuffer file;
    private final int size;
    private final int mapEvery;

    AriaPages(byte[] bytes, int size) throws DamagedTable {
        if (bytes.length == 0 || bytes.length % size != 0) {
            throw new DamagedTable("the data file does not end with a page");
        }
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.size = size;
        this.mapEvery = (size - CHECKSUM_BYTES) / 6 * 16 + 1;
    }

    int count() {
        return file.capacity() / size;
    }

    /** Whether the map says that rows begin in the page. */
    boolean holdsRows(int page) {
        int inMap = page % mapEvery;
        if (inMap == 0) {
            return false;
        }
        int bit = (inMap - 1) * 3;
        int at = (page - inMap) * size + bit / 8;
        int state = (file.getShort(at) & 0xffff) >>> bit % 8 & 7;
        return state >= 1 && state <= FULL_HEAD;
    }

    /** A page that must be of this kind. */
    Page page(long number, Kind kind) throws DamagedTable {
        if (number <= 0 || number >= count()) {
            throw new DamagedTable("it names a page that is not there");
        }
        Page page = new Page(file.slice((int) number * size, size).order(ByteOrder.LITTLE_ENDIAN));
        if ((page.bytes.get(TYPE_AT) & TYPE_BITS) != kind.number) {
            throw new DamagedTable("a page is of another kind than it should be");
        }
        return page;
    }

    /** What a page holds. */
    enum Kind {
        HEAD(1),
        TAIL(2),
        BLOB(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** One page; the directory of its rows grows from its end. */
    final class Page {
        private final ByteBuffer bytes;

        private Page(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        int rows() throws DamagedTable {
            int rows = bytes.get(COUNT_AT) & 0xff;
            if (entry(rows - 1) < HEADER) {
                throw new DamagedTable("a page has more rows than it can hold");
            }
            return rows;
        }

        private int entry(int row) {
            return size - CHECKSUM_BYTES - ENTRY_BYTES * (row + 1);
        }

        /** Whether the directory's entry is a row, and not the gap that a deleted one left. */
        boolean isRow(int row) {
            return bytes.getShort(entry(row)) != 0;
        }

        /** The bytes of a row, or of the piece of one. */
        ByteBuffer row(int row) throws DamagedTable {
            int rows = rows();
            if (row < 0 || row >= rows || !isRow(row)) {
                throw new DamagedTable("it names a row that is not there");
            }
            int start = bytes.getShort(entry(row)) & 0xffff;
            int length = bytes.getShort(entry(row) + 2) & 0xffff;
            if (start < HEADER || start + length > entry(rows - 1)) {
                throw new DamagedTable("a row lies outside of its page");
            }
            return bytes.slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
        }

        /** All that a page without rows holds. */
        ByteBuffer content() {
            return bytes.slice(BARE_HEADER, size - BARE_HEADER - CHECKSUM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
