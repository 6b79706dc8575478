package dev.watchword.account.mysql;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The columns of a table, from its definition file ({@code .frm}): a head, after the names of the file's parts the place of the one part,
 * and in it 17 bytes a column and all their names. Numbers are little-endian. After MySQL's page on the file's format, and files that
 * MySQL 5.5 and 5.6 wrote.
 */
final class FrmColumns {

    static final int MOST_BYTES = 1 << 20;

    private static final int MAGIC = 0x01fe;
    private static final int HEAD = 64;
    private static final int PART_HEAD = 288;
    private static final int COLUMN_BYTES = 17;
    private static final int MOST_COLUMNS = 200;
    private static final byte BETWEEN = (byte) 0xff;

    private FrmColumns() {}

    /**
     * A column.
     *
     * @param name in lower case
     * @param offset where it begins in a row that is not packed
     * @param length of it in bytes, of the texts that may stand in it
     * @param type MySQL's number of its type
     */
    record Column(String name, int offset, int length, int type) {}

    static List<Column> of(byte[] file) throws DamagedTable {
        if (file.length < HEAD || file.length > MOST_BYTES) {
            throw new DamagedTable("the definition file has no fitting length");
        }
        ByteBuffer frm = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (frm.getShort(0) != MAGIC) {
            throw new DamagedTable("not a table's definition file");
        }
        int namesOfParts = frm.getShort(4) & 0xffff;
        require(file.length >= HEAD + namesOfParts + Integer.BYTES);
        int part = frm.getInt(HEAD + namesOfParts);
        require(part >= 0 && part <= file.length - PART_HEAD);
        int count = frm.getShort(part + 258) & 0xffff;
        require(count > 0 && count <= MOST_COLUMNS);
        int at = part + PART_HEAD + (frm.getShort(part + 260) & 0xffff);
        int names = at + count * COLUMN_BYTES;
        int end = names + (frm.getShort(part + 268) & 0xffff);
        require(end <= file.length);
        List<Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++, at += COLUMN_BYTES) {
            names++;
            int begin = names;
            while (names < end && file[names] != BETWEEN) {
                names++;
            }
            require(names < end);
            String name = new String(file, begin, names - begin, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            int offset = (frm.getShort(at + 5) & 0xffff) + ((file[at + 7] & 0xff) << 16) - 1;
            columns.add(new Column(name, offset, frm.getShort(at + 3) & 0xffff, file[at + 13] & 0xff));
        }
        return columns;
    }

    private static void require(boolean sound) throws DamagedTable {
        if (!sound) {
            throw new DamagedTable("the definition file is cut");
        }
    }
}
