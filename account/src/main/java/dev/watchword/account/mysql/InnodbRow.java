package dev.watchword.account.mysql;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the records of an index of InnoDB are made of, in the compact and in the dynamic form. Before a record, going down: five bytes of
 * header, a bit for each column that may be NULL, the length of each column that has no fixed one. From the record on: the values.
 *
 * @param columns in the order in which they stand
 * @param keys how many of them are the key
 */
record InnodbRow(List<Column> columns, int keys) {

    private static final int HEADER = 5;
    private static final int LONG = 0x80;
    private static final int ELSEWHERE = 0x40;
    private static final int ONE_BYTE_LENGTH = 255;

    InnodbRow {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param name in lower case
     * @param nullable whether it may be NULL
     * @param fixed bytes of it, 0 when they differ
     * @param longest bytes that it may have when they differ
     */
    record Column(String name, boolean nullable, int fixed, long longest) {}

    /** The values of a record by the column's name. Prints none of them. */
    record Fields(Map<String, byte[]> values) {

        /** A value; empty when it is NULL. */
        byte[] get(String column) {
            return values.getOrDefault(column, new byte[0]);
        }

        @Override
        public String toString() {
            return "Fields";
        }
    }

    /** A length before a record: the bytes of a value, and whether only its reference is here. */
    private record Length(int bytes, boolean elsewhere) {}

    /** Takes the lengths of a record one after the other. */
    private final class Lengths {
        private final ByteBuffer page;
        private final int nulls;
        private int at;
        private int nullable;

        Lengths(ByteBuffer page, int record) {
            this.page = page;
            this.nulls = record - HEADER - 1;
            long count = columns.stream().filter(Column::nullable).count();
            this.at = nulls - (int) ((count + 7) / 8);
        }

        /** The next column's, -1 bytes for NULL. */
        Length next(Column column) throws DamagedTable {
            if (column.nullable()) {
                int bit = nullable++;
                if ((page.get(checked(nulls - bit / 8)) >> bit % 8 & 1) != 0) {
                    return new Length(-1, false);
                }
            }
            if (column.fixed() > 0) {
                return new Length(column.fixed(), false);
            }
            int first = page.get(checked(at--)) & 0xff;
            if (column.longest() <= ONE_BYTE_LENGTH || (first & LONG) == 0) {
                return new Length(first, false);
            }
            int second = page.get(checked(at--)) & 0xff;
            return new Length((first & ~(LONG | ELSEWHERE)) << 8 | second, (first & ELSEWHERE) != 0);
        }

        private int checked(int place) throws DamagedTable {
            if (place < InnodbFile.PAGE_HEADER) {
                throw new DamagedTable("a record lies outside of its page");
            }
            return place;
        }
    }

    /** Bytes of the key of a record. */
    int keyBytes(ByteBuffer page, int record) throws DamagedTable {
        Lengths lengths = new Lengths(page, record);
        int bytes = 0;
        for (Column column : columns.subList(0, keys)) {
            bytes += Math.max(0, lengths.next(column).bytes());
        }
        return bytes;
    }

    /** The values of a record; one that is kept outside of its page is not among them. */
    Fields fields(ByteBuffer page, int record) throws DamagedTable {
        Lengths lengths = new Lengths(page, record);
        Map<String, byte[]> values = new HashMap<>();
        int at = record;
        for (Column column : columns) {
            Length length = lengths.next(column);
            if (length.bytes() < 0) {
                continue;
            }
            if (at + length.bytes() > page.capacity()) {
                throw new DamagedTable("a record lies outside of its page");
            }
            byte[] value = new byte[length.bytes()];
            page.get(at, value);
            at += length.bytes();
            if (length.elsewhere()) {
                throw new DamagedTable("a value is too long for its page: it is not read");
            }
            values.put(column.name(), value);
        }
        return new Fields(values);
    }
}
