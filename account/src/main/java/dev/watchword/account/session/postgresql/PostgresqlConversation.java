package dev.watchword.account.session.postgresql;

import dev.watchword.account.FoundText;
import dev.watchword.account.RunningTables.Answer;
import dev.watchword.account.RunningTables.Identity;
import dev.watchword.account.session.Conversation;
import dev.watchword.account.session.RowsRead;
import dev.watchword.account.session.SessionFailed;
import dev.watchword.account.session.Wire;
import dev.watchword.account.session.postgresql.Messages.Message;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The roles of a PostgreSQL cluster: who the server is, one statement, the end. Only a server that knows the identity by the socket, or asks
 * nobody there for a password, is talked to: no password is ever sent.
 */
public final class PostgresqlConversation implements Conversation {

    /** Qualified, so that nothing that somebody made in the database is called in the server's stead. */
    private static final String STATEMENT = "SELECT rolname, rolsuper, rolcanlogin, rolpassword,"
            + " EXTRACT(EPOCH FROM rolvaliduntil) AS until FROM pg_catalog.pg_authid LIMIT " + (RowsRead.MOST + 1);

    private static final int MOST_COLUMNS = 100;

    /** Of a column, what stands behind its name: table, number, type, length, modifier, format. */
    private static final int COLUMN_BYTES = 18;

    private static final int LET_IN = 0;

    private static final char AUTHENTICATION = 'R';
    private static final char PARAMETER = 'S';
    private static final char READY = 'Z';
    private static final char COLUMNS = 'T';
    private static final char ROW = 'D';
    private static final char NOTICE = 'N';
    private static final char KEY_TO_CANCEL = 'K';
    private static final char COMPLETE = 'C';
    private static final char QUERY = 'Q';
    private static final char TERMINATE = 'X';

    @Override
    public Answer.Rows hold(Wire wire, Identity identity) throws SessionFailed {
        try {
            Messages messages = new Messages(wire);
            messages.begin(parameters(identity));
            String version = logIn(messages);
            messages.send(QUERY, Messages.terminated(STATEMENT));
            Answer.Rows rows = rows(messages, FoundText.quoted(version));
            messages.send(TERMINATE, new byte[0]);
            return rows;
        } catch (BufferUnderflowException cut) {
            throw new SessionFailed("the server sends a message that is cut");
        }
    }

    /** The server itself holds the session to reading and to its time; names come as the bytes that they are kept as. */
    private static Map<String, String> parameters(Identity identity) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", identity.user());
        parameters.put("database", "postgres");
        parameters.put("application_name", "watchword");
        parameters.put("client_encoding", "SQL_ASCII");
        parameters.put(
                "options", "-c default_transaction_read_only=on -c statement_timeout=15000 -c lock_timeout=5000");
        return parameters;
    }

    /** Gives the server's version when it is ready for a statement. */
    private static String logIn(Messages messages) throws SessionFailed {
        String version = "unknown";
        while (true) {
            Message message = messages.receive();
            switch (message.kind()) {
                case AUTHENTICATION -> requireLetIn(message.content());
                case PARAMETER -> {
                    if (message.text().equals("server_version")) {
                        version = message.text();
                    }
                }
                case NOTICE, KEY_TO_CANCEL -> {
                    // of no use here
                }
                case READY -> {
                    return version;
                }
                default -> throw new SessionFailed("the server answers a login in an unknown way");
            }
        }
    }

    private static void requireLetIn(ByteBuffer content) throws SessionFailed {
        if (content.getInt() != LET_IN) {
            throw new SessionFailed("the server asks for a password, where its own user should be known by the socket");
        }
    }

    private static Answer.Rows rows(Messages messages, String version) throws SessionFailed {
        List<String> columns = List.of();
        RowsRead rows = new RowsRead(messages.mostKept());
        while (true) {
            Message message = messages.receive();
            switch (message.kind()) {
                case COLUMNS -> columns = columns(message);
                case ROW -> rows.add(row(message.content(), columns.size()));
                case NOTICE, PARAMETER, COMPLETE -> {
                    // of no use here
                }
                case READY -> {
                    if (columns.isEmpty()) {
                        throw new SessionFailed("the server answers with something else than rows");
                    }
                    return rows.all(version, columns);
                }
                default -> throw new SessionFailed("the server answers with something else than rows");
            }
        }
    }

    private static List<String> columns(Message message) throws SessionFailed {
        int count = message.content().getShort();
        if (count < 1 || count > MOST_COLUMNS) {
            throw new SessionFailed("the server answers with " + count + " columns");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(message.text());
            message.content().get(new byte[COLUMN_BYTES]);
        }
        return names;
    }

    /** A value has its length before it; one that is NULL has -1 there and is given as an empty one. */
    private static List<byte[]> row(ByteBuffer content, int columns) throws SessionFailed {
        if (content.getShort() != columns) {
            throw new SessionFailed("the server sends a row with other columns than it said");
        }
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            int length = content.getInt();
            if (length > content.remaining()) {
                throw new BufferUnderflowException();
            }
            byte[] value = new byte[Math.max(0, length)];
            content.get(value);
            values.add(value);
        }
        return values;
    }
}
