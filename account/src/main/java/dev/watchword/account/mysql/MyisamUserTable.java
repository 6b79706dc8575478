package dev.watchword.account.mysql;

import dev.watchword.rootfs.FileLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code user} of MySQL before 8 and of MariaDB before 10.4, kept by the MyISAM engine: the rows, their index, and what their columns are. */
final class MyisamUserTable implements TableForm {

    private static final String TABLE = "/mysql/user";
    private static final FileLimits LIMITS = new FileLimits(64L << 20, 64 << 10);

    private static final int TIMESTAMP = 7;
    private static final int VARCHAR = 15;
    private static final int TIMESTAMP2 = 17;
    private static final int ENUM = 247;
    private static final int BLOB = 252;
    private static final int STRING = 254;

    private static final int LONG_TEXT = 255;

    @Override
    public String path() {
        return TABLE + ".MYD";
    }

    @Override
    public FileLimits limits() {
        return LIMITS;
    }

    @Override
    public void read(Files files, TableAccounts rows) throws DamagedTable, IOException {
        byte[] index = part(files, ".MYI", MyisamIndex.MOST_BYTES);
        byte[] definition = part(files, ".frm", FrmColumns.MOST_BYTES);
        read(index, definition, files.content(), rows);
    }

    private static byte[] part(Files files, String ending, int length) throws DamagedTable, IOException {
        return files.head(TABLE + ending, length)
                .orElseThrow(() -> new DamagedTable("its file user" + ending + " cannot be read"));
    }

    /**
     * Hands out each row.
     *
     * @param index {@code user.MYI}
     * @param definition {@code user.frm}
     * @param data {@code user.MYD}
     * @throws DamagedTable when not all of it can be read; rows before the damage have been handed out
     */
    static void read(byte[] index, byte[] definition, byte[] data, TableAccounts rows) throws DamagedTable {
        List<FrmColumns.Column> columns = FrmColumns.of(definition);
        List<String> names = columns.stream().map(FrmColumns.Column::name).toList();
        if (!names.contains(UserColumns.HOST) || !names.contains(UserColumns.USER)) {
            throw new DamagedTable("its columns are not those of a table of accounts");
        }
        MyisamRows.read(MyisamIndex.of(index), data, row -> rows.user(values(columns, row)));
    }

    private static Map<String, byte[]> values(List<FrmColumns.Column> columns, MyisamRow row) throws DamagedTable {
        Map<String, byte[]> values = new HashMap<>();
        for (FrmColumns.Column column : columns) {
            values.put(column.name(), value(column, row));
        }
        return values;
    }

    /** Its text; empty for what no account is judged by. */
    private static byte[] value(FrmColumns.Column column, MyisamRow row) throws DamagedTable {
        byte[] fixed = row.fixed();
        int at = column.offset();
        int length = switch (column.type()) {
            case STRING, VARCHAR -> column.length();
            case ENUM -> 1;
            case TIMESTAMP, TIMESTAMP2 -> Integer.BYTES;
            default -> 0;
        };
        if (at < 0 || at + length > fixed.length) {
            throw new DamagedTable("a column lies outside of its row");
        }
        return switch (column.type()) {
            case STRING -> withoutEndSpace(Arrays.copyOfRange(fixed, at, at + length));
            case VARCHAR -> variable(fixed, at, column.length());
            case BLOB -> row.blobs().getOrDefault(at, new byte[0]);
            case ENUM -> text(fixed[at] == 2 ? "Y" : "N");
            case TIMESTAMP ->
                time(ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN).getInt(at));
            case TIMESTAMP2 -> time(ByteBuffer.wrap(fixed).getInt(at));
            default -> new byte[0];
        };
    }

    private static byte[] variable(byte[] fixed, int at, int longest) throws DamagedTable {
        int lengthBytes = longest > LONG_TEXT ? 2 : 1;
        if (at + lengthBytes > fixed.length) {
            throw new DamagedTable("a column lies outside of its row");
        }
        int used = fixed[at] & 0xff | (lengthBytes == 2 ? (fixed[at + 1] & 0xff) << 8 : 0);
        int begin = at + lengthBytes;
        return Arrays.copyOfRange(fixed, begin, Math.min(fixed.length, begin + Math.min(used, longest)));
    }

    static byte[] withoutEndSpace(byte[] text) {
        int end = text.length;
        while (end > 0 && text[end - 1] == ' ') {
            end--;
        }
        return Arrays.copyOf(text, end);
    }

    /** Seconds since 1970 as servers write a time; none for 0. */
    static byte[] time(int seconds) {
        return seconds == 0
                ? new byte[0]
                : text(Instant.ofEpochSecond(seconds & 0xffffffffL).toString());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
