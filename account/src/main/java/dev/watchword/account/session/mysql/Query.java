package dev.watchword.account.session.mysql;

import dev.watchword.account.RunningTables.Answer;
import dev.watchword.account.session.RowsRead;
import dev.watchword.account.session.SessionFailed;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One statement and its rows, in the text form of MySQL's protocol. */
final class Query {

    private static final int STATEMENT = 3;
    private static final int OK = 0x00;
    private static final int SEND_A_FILE = 0xfb;
    private static final int END = 0xfe;
    private static final int REFUSED = 0xff;
    private static final int LONGEST_END = 9;
    private static final int MOST_COLUMNS = 500;

    private Query() {}

    /** Asks for the rows of a table, one more than are read. */
    static Answer.Rows rows(Packets packets, String version, String columns, String table) throws SessionFailed {
        String statement = "SELECT " + columns + " FROM " + table + " LIMIT " + (RowsRead.MOST + 1);
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.write(STATEMENT);
        command.writeBytes(statement.getBytes(StandardCharsets.US_ASCII));
        packets.restart();
        packets.send(command.toByteArray());
        List<String> names = columns(packets);
        RowsRead rows = new RowsRead(packets.mostKept());
        for (ByteBuffer packet = next(packets); !isEnd(packet); packet = next(packets)) {
            List<byte[]> row = new ArrayList<>(names.size());
            for (int i = 0; i < names.size(); i++) {
                row.add(PacketFields.sized(packet));
            }
            rows.add(row);
        }
        return rows.all(version, names);
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
