package dev.watchword.account.mysql;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * Walks a MyISAM data file ({@code .MYD}) block by block, as the engine scans it: a block says what it is and how long it is. Those of
 * deleted rows are passed by; what stood in them, and behind the end of a shorter row, is not looked at. Numbers are big-endian.
 */
final class MyisamRows {

    private static final int ALIGNMENT = 4;
    private static final int LEAST_BLOCK = 20;
    private static final int DELETED = 0;

    /** An account has names, texts of up to 64 KiB, and some fifty small columns. */
    private static final int MOST_ROW_BYTES = 1 << 20;

    /** Of all rows as they are when they are not packed. */
    private static final long MOST_UNPACKED_BYTES = 1L << 30;

    private final MyisamIndex table;
    private final byte[] file;

    private MyisamRows(MyisamIndex table, byte[] file) {
        this.table = table;
        this.file = file;
    }

    /** Takes rows. */
    interface Taker {
        void row(MyisamRow row) throws DamagedTable;
    }

    /**
     * Hands out each row.
     *
     * @throws DamagedTable when not all of it can be read; rows before the damage have been handed out
     */
    static void read(MyisamIndex table, byte[] file, Taker taker) throws DamagedTable {
        MyisamRows rows = new MyisamRows(table, file);
        long count = table.dynamic() ? rows.dynamic(taker) : rows.fixed(taker);
        if (!table.closed()) {
            throw new DamagedTable("the server has the table open: what it changed last may not be in the file yet");
        }
        if (count != table.rows()) {
            throw new DamagedTable("it should have " + table.rows() + " rows, found " + count);
        }
    }

    private long fixed(Taker taker) throws DamagedTable {
        long count = 0;
        for (int at = 0; at <= file.length - table.rowBytes(); at += table.rowBytes()) {
            if (file[at] != DELETED) {
                byte[] row = Arrays.copyOfRange(file, at, at + table.rowBytes());
                taker.row(new MyisamRow(row, Map.of()));
                count++;
                requireFew(count);
            }
        }
        return count;
    }

    private void requireFew(long count) throws DamagedTable {
        if (count * table.rowBytes() > MOST_UNPACKED_BYTES) {
            throw new DamagedTable("its rows are larger together than the limit of " + MOST_UNPACKED_BYTES + " bytes");
        }
    }

    private long dynamic(Taker taker) throws DamagedTable {
        long count = 0;
        long bytes = 0;
        long end = Math.min(file.length, table.dataBytes());
        for (int at = 0; at < end; ) {
            Block block = block(at);
            if (block.isFirst()) {
                byte[] row = whole(block);
                bytes += row.length;
                if (bytes > 2L * file.length) {
                    throw new DamagedTable("its rows share their blocks");
                }
                taker.row(MyisamRow.unpacked(table, row));
                count++;
                requireFew(count);
            }
            at = block.end();
        }
        if (end < table.dataBytes()) {
            throw new DamagedTable("the data file is cut");
        }
        return count;
    }

    /** A row from its first block on, through the blocks in which it goes on. */
    private byte[] whole(Block first) throws DamagedTable {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        Block block = first;
        while (true) {
            int length = Math.min(block.dataBytes(), first.rowBytes() - row.size());
            row.write(file, block.data(), length);
            if (row.size() == first.rowBytes()) {
                return row.toByteArray();
            }
            if (length == 0 || block.next() < 0 || block.next() >= file.length) {
                throw new DamagedTable("a row is cut");
            }
            block = block((int) block.next());
            if (block.isFirst() || block.isDeleted()) {
                throw new DamagedTable("a row goes on in a block that is not its own");
            }
        }
    }

    /**
     * A block.
     *
     * @param kind as the engine numbers them
     * @param rowBytes length of the row that begins in it
     * @param data where its bytes of a row begin
     * @param dataBytes how many they are
     * @param end where the next block begins
     * @param next where the row goes on, -1 when it does not
     */
    private record Block(int kind, int rowBytes, int data, int dataBytes, int end, long next) {

        boolean isDeleted() {
            return kind == DELETED;
        }

        boolean isFirst() {
            return kind >= 1 && kind <= 6 || kind == 13;
        }
    }

    private Block block(int at) throws DamagedTable {
        ByteBuffer head = ByteBuffer.wrap(Arrays.copyOfRange(file, at, at + LEAST_BLOCK));
        int kind = head.get(0);
        Block block = switch (kind) {
            case DELETED -> deleted(at, three(head, 1));
            case 1 -> single(kind, at, 3, two(head, 1), 0);
            case 2 -> single(kind, at, 4, three(head, 1), 0);
            case 3 -> single(kind, at, 4, two(head, 1), head.get(3) & 0xff);
            case 4 -> single(kind, at, 5, three(head, 1), head.get(4) & 0xff);
            case 5 -> begun(kind, at, 13, two(head, 1), two(head, 3), head.getLong(5));
            case 6 -> begun(kind, at, 15, three(head, 1), three(head, 4), head.getLong(7));
            case 7 -> single(kind, at, 3, two(head, 1), 0);
            case 8 -> single(kind, at, 4, three(head, 1), 0);
            case 9 -> single(kind, at, 4, two(head, 1), head.get(3) & 0xff);
            case 10 -> single(kind, at, 5, three(head, 1), head.get(4) & 0xff);
            case 11 -> begun(kind, at, 11, 0, two(head, 1), head.getLong(3));
            case 12 -> begun(kind, at, 12, 0, three(head, 1), head.getLong(4));
            case 13 -> begun(kind, at, 16, head.getInt(1), three(head, 5), head.getLong(8));
            default -> throw new DamagedTable("a block is of an unknown kind");
        };
        boolean fits = block.rowBytes >= 0
                && block.rowBytes <= Math.min(file.length, MOST_ROW_BYTES)
                && block.end > at
                && block.end <= file.length
                && block.data + block.dataBytes <= block.end
                && block.end % ALIGNMENT == 0;
        if (!fits) {
            throw new DamagedTable("a block lies outside of the file");
        }
        return block;
    }

    private static Block deleted(int at, int length) throws DamagedTable {
        if (length < LEAST_BLOCK) {
            throw new DamagedTable("a deleted block has no length");
        }
        return new Block(DELETED, 0, at, 0, at + length, -1);
    }

    /** A block with all of a row, or with its end. */
    private static Block single(int kind, int at, int head, int length, int unused) {
        return new Block(kind, length, at + head, length, at + head + length + unused, -1);
    }

    /** A block of a row that goes on. */
    private static Block begun(int kind, int at, int head, int row, int length, long next) {
        return new Block(kind, row, at + head, length, at + head + length, next);
    }

    private static int two(ByteBuffer head, int at) {
        return head.getShort(at) & 0xffff;
    }

    private static int three(ByteBuffer head, int at) {
        return (head.getShort(at) & 0xffff) << 8 | head.get(at + 2) & 0xff;
    }
}
