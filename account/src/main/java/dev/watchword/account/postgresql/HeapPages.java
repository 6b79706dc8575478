package dev.watchword.account.postgresql;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The rows of a table's file that are alive: pages of 8 KiB, in each a list of pointers and behind it rows with the transactions that
 * made and ended them. What was updated or dropped still stands there and is passed over. Source: "Database Page Layout" of the manual
 * of PostgreSQL 15, bufpage.h, itemid.h and htup_details.h. Every access is checked.
 */
final class HeapPages {

    static final int PAGE = 8_192;

    private static final int HEADER = 24;
    private static final int LOWER_AT = 12;
    private static final int VERSION_AT = 18;
    private static final int LAYOUT = 4;
    private static final int POINTER = 4;
    private static final int NORMAL = 1;
    private static final int ROW_HEADER = 23;

    private final ByteBuffer file;
    private final CommitLog commits;

    HeapPages(byte[] bytes, CommitLog commits) throws DamagedHeap {
        if (bytes.length % PAGE != 0) {
            throw new DamagedHeap("the file does not end with a page");
        }
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.commits = commits;
    }

    /** Takes the rows. */
    interface Taker {
        void row(HeapRow row) throws DamagedHeap;
    }

    void read(Taker taker) throws DamagedHeap {
        for (int at = 0; at < file.capacity(); at += PAGE) {
            page(file.slice(at, PAGE).order(ByteOrder.LITTLE_ENDIAN), taker);
        }
    }

    private void page(ByteBuffer page, Taker taker) throws DamagedHeap {
        int lower = page.getShort(LOWER_AT) & 0xffff;
        if (lower == 0) {
            // added to the file and never used
            return;
        }
        if ((page.getShort(VERSION_AT) & 0xffff) != PAGE + LAYOUT || lower < HEADER || lower > PAGE) {
            throw new DamagedHeap("a page is not of the layout that PostgreSQL uses on this kind of machine");
        }
        int rows = 0;
        for (int at = HEADER; at + POINTER <= lower; at += POINTER) {
            int pointer = page.getInt(at);
            int start = pointer & 0x7fff;
            int length = pointer >>> 17;
            if ((pointer >>> 15 & 3) == NORMAL) {
                if (start < lower || length < ROW_HEADER || start + length > PAGE) {
                    throw new DamagedHeap("a row lies outside of its page");
                }
                rows += length;
                if (rows > PAGE) {
                    throw new DamagedHeap("the rows of a page share their bytes");
                }
                HeapRow row = new HeapRow(page.slice(start, length).order(ByteOrder.LITTLE_ENDIAN));
                if (row.isAlive(commits)) {
                    taker.row(row);
                }
            }
        }
    }
}
