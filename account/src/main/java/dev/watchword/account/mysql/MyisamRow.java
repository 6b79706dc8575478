package dev.watchword.account.mysql;

import dev.watchword.account.mysql.MyisamIndex.Column;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A row of a MyISAM table as it is when it is not packed. What a column of any length holds stands beside it, by the place of the column.
 * Prints nothing of it.
 */
record MyisamRow(byte[] fixed, Map<Integer, byte[]> blobs) {

    /** In a row that is not packed a blob is its length and an address of eight bytes. */
    private static final int ADDRESS = 8;

    private static final int TWO_BYTES = 128;
    private static final int LONG_COLUMN = 255;

    @Override
    public String toString() {
        return "MyisamRow";
    }

    /** Unpacks a row of a table of dynamic rows. */
    static MyisamRow unpacked(MyisamIndex table, byte[] packed) throws DamagedTable {
        try {
            return new Unpacking(table, packed).row();
        } catch (BufferUnderflowException cut) {
            throw new DamagedTable("a row is cut");
        }
    }

    private static final class Unpacking {
        private final MyisamIndex table;
        private final ByteBuffer from;
        private final byte[] flags;
        private final byte[] fixed;
        private final Map<Integer, byte[]> blobs = new HashMap<>();
        private int flag;
        private int at;

        Unpacking(MyisamIndex table, byte[] packed) {
            this.table = table;
            this.from = ByteBuffer.wrap(packed);
            this.flags = take(table.flagBytes());
            this.fixed = new byte[table.rowBytes()];
        }

        MyisamRow row() throws DamagedTable {
            for (Column column : table.columns()) {
                if (column.length() > fixed.length - at) {
                    throw new DamagedTable("its columns are longer than its rows");
                }
                switch (column.packing()) {
                    case PLAIN -> put(take(column.length()));
                    case VARIABLE -> variable(column.length());
                    default -> shortened(column);
                }
                at += column.length();
            }
            return new MyisamRow(fixed, blobs);
        }

        private void variable(int length) throws DamagedTable {
            int lengthBytes = length - 1 < LONG_COLUMN + 1 ? 1 : 2;
            int used = from.get() & 0xff;
            if (lengthBytes == 2 && used == LONG_COLUMN) {
                used = from.getShort() & 0xffff;
            }
            if (used > length - lengthBytes) {
                throw new DamagedTable("a text is longer than its column");
            }
            fixed[at] = (byte) used;
            if (lengthBytes == 2) {
                fixed[at + 1] = (byte) (used >> 8);
            }
            System.arraycopy(take(used), 0, fixed, at + lengthBytes, used);
        }

        private void shortened(Column column) throws DamagedTable {
            boolean isShort = flag();
            switch (column.packing()) {
                case BLOB -> {
                    int lengthBytes = column.length() - ADDRESS;
                    if (lengthBytes < 1 || lengthBytes > 4) {
                        throw new DamagedTable("a column is kept in an unknown way");
                    }
                    blobs.put(at, isShort ? new byte[0] : take(number(lengthBytes)));
                }
                case WITHOUT_ZERO -> put(isShort ? new byte[column.length()] : take(column.length()));
                default -> put(isShort ? withSpace(column) : take(column.length()));
            }
        }

        private byte[] withSpace(Column column) throws DamagedTable {
            int used = from.get() & 0xff;
            if (column.length() > LONG_COLUMN && (used & TWO_BYTES) != 0) {
                used = (used & ~TWO_BYTES) | (from.get() & 0xff) << 7;
            }
            if (used > column.length()) {
                throw new DamagedTable("a text is longer than its column");
            }
            byte[] text = new byte[column.length()];
            Arrays.fill(text, (byte) ' ');
            boolean atEnd = column.packing() == MyisamIndex.Packing.WITHOUT_LEADING_SPACE;
            System.arraycopy(take(used), 0, text, atEnd ? text.length - used : 0, used);
            return text;
        }

        private boolean flag() {
            if (flag / Byte.SIZE >= flags.length) {
                throw new BufferUnderflowException();
            }
            boolean set = (flags[flag / Byte.SIZE] >> flag % Byte.SIZE & 1) != 0;
            flag++;
            return set;
        }

        /** A length, the least significant byte first. */
        private int number(int bytes) {
            int number = 0;
            for (int i = 0; i < bytes; i++) {
                number |= (from.get() & 0xff) << Byte.SIZE * i;
            }
            return number;
        }

        private byte[] take(int length) {
            if (length < 0 || length > from.remaining()) {
                throw new BufferUnderflowException();
            }
            byte[] taken = new byte[length];
            from.get(taken);
            return taken;
        }

        private void put(byte[] value) {
            System.arraycopy(value, 0, fixed, at, value.length);
        }
    }
}
