package dev.watchword.account.session;

import dev.watchword.account.RunningTables.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One statement and its rows, in the text form of MySQL's protocol. */
final class Query {

    /** As many accounts as a report takes of a service. */
    static final int MOST_ROWS = 50_000;

    private static final int STATEMENT = 3;
    private static final int OK = 0x00;
    private static final int SEND_A_FILE = 0xfb;
    private static final int END = 0xfe;
    private static final int REFUSED = 0xff;
    private static final int LONGEST_END = 9;
    private static final int MOST_COLUMNS = 500;

    /** Of memory for all rows, in which a value takes so much besides its bytes. */
    private static final long MOST_KEPT = 128L << 20;

    private static final int VALUE_BYTES = 24;

    private Query() {}

    /** Asks for the rows of a table, one more than are read. */
    static Answer.Rows rows(Packets packets, String version, String columns, String table) throws SessionFailed {
        String statement = "SELECT " + columns + " FROM " + table + " LIMIT " + (MOST_ROWS + 1);
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.write(STATEMENT);
        command.writeBytes(statement.getBytes(StandardCharsets.US_ASCII));
        packets.restart();
        packets.send(command.toByteArray());
        List<String> names = columns(packets);
        List<List<byte[]>> rows = new ArrayList<>();
        long kept = MOST_KEPT;
        for (ByteBuffer packet = next(packets); !isEnd(packet); packet = next(packets)) {
            List<byte[]> row = new ArrayList<>(names.size());
            for (int i = 0; i < names.size(); i++) {
                row.add(PacketFields.sized(packet));
            }
            rows.add(row);
            kept -= row.stream().mapToLong(value -> VALUE_BYTES + value.length).sum();
            if (rows.size() > MOST_ROWS + 1 || kept < 0) {
                throw new SessionFailed(
                        "the server sends more rows than it was asked for, or longer ones than are kept");
            }
        }
        boolean cut = rows.size() > MOST_ROWS;
        return new Answer.Rows(version, names, cut ? rows.subList(0, MOST_ROWS) : rows, cut);
    }

    private static List<String> columns(Packets packets) throws SessionFailed {
        ByteBuffer head = next(packets);
        int first = head.get(0) & 0xff;
        if (first == OK || first == SEND_A_FILE) {
            throw new SessionFailed("the server answers with something else than rows");
        }
        long count = PacketFields.number(head);
        if (count < 1 || count > MOST_COLUMNS) {
            throw new SessionFailed("the server answers with " + count + " columns");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteBuffer column = packets.receive();
            // catalog, schema, table, the table's own name
            for (int part = 0; part < 4; part++) {
                PacketFields.sized(column);
            }
            names.add(new String(PacketFields.sized(column), StandardCharsets.UTF_8));
        }
        if (!isEnd(packets.receive())) {
            throw new SessionFailed("the server names more columns than it said");
        }
        return names;
    }

    private static ByteBuffer next(Packets packets) throws SessionFailed {
        ByteBuffer packet = packets.receive();
        if ((packet.get(0) & 0xff) == REFUSED) {
            packet.get();
            throw Login.refusal(packet);
        }
        return packet;
    }

    private static boolean isEnd(ByteBuffer packet) {
        return (packet.get(0) & 0xff) == END && packet.remaining() < LONGEST_END;
    }
}
