package dev.watchword.account.session.mysql;

import dev.watchword.account.FoundText;
import dev.watchword.account.RunningTables.Answer;
import dev.watchword.account.RunningTables.Identity;
import dev.watchword.account.session.Conversation;
import dev.watchword.account.session.SessionFailed;
import dev.watchword.account.session.Wire;
import java.nio.BufferUnderflowException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of accounts of a MySQL or MariaDB: who the server is, the login, one statement, the end. */
public final class MysqlConversation implements Conversation {

    private static final int QUIT = 1;

    /** MariaDB keeps accounts in a table of its own from 10.4 on; before its version it may call itself an old MySQL. */
    private static final Pattern MARIADB = Pattern.compile("(?:5\\.5\\.5-)?(\\d{1,3})\\.(\\d{1,3})\\..*MariaDB.*");

    @Override
    public Answer.Rows hold(Wire wire, Identity identity) throws SessionFailed {
        try {
            Packets packets = new Packets(wire);
            Greeting greeting = Greeting.of(packets.receive());
            Login.in(packets, greeting, identity);
            String version = FoundText.quoted(greeting.version());
            Answer.Rows rows = hasGlobalPriv(greeting.version())
                    ? Query.rows(packets, version, "Host, User, Priv", "mysql.global_priv")
                    : Query.rows(packets, version, "*", "mysql.user");
            packets.restart();
            packets.send(new byte[] {QUIT});
            return rows;
        } catch (BufferUnderflowException | IndexOutOfBoundsException cut) {
            throw new SessionFailed("the server sends a packet that is cut");
        }
    }

    private static boolean hasGlobalPriv(String version) {
        Matcher mariadb = MARIADB.matcher(version);
        if (!mariadb.matches()) {
            return false;
        }
        int major = Integer.parseInt(mariadb.group(1));
        return major > 10 || (major == 10 && Integer.parseInt(mariadb.group(2)) >= 4);
    }
}
