package dev.watchword.account.mysql;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.RunningTables;
import dev.watchword.account.RunningTables.Answer;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.account.running.AskedServer;
import dev.watchword.account.running.ListeningSockets;
import dev.watchword.account.running.RunningServer;
import dev.watchword.account.running.RunningServers;
import dev.watchword.rootfs.RootFs;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks each running server of MySQL or MariaDB for its accounts, and tells which of them must be read from their files instead. */
final class RunningServersAsked {

    private static final Set<String> PROGRAMS = Set.of("mariadbd", "mysqld");
    private static final Set<String> USERS = Set.of("mysql");
    private static final Set<String> OWNERS = Set.of("root", "mysql");

    private final RootFs root;
    private final AccountSink sink;
    private final RunningTables tables;
    private final InstantSource clock;

    RunningServersAsked(RootFs root, AccountSink sink, RunningTables tables, InstantSource clock) {
        this.root = root;
        this.sink = sink;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * A data folder that a running server has.
     *
     * @param told whether the server has told its accounts
     * @param why it has not
     */
    record InUse(boolean told, String why) {}

    /** Asks; gives the data folders in use, without links. */
    Map<String, InUse> ask() {
        Map<String, InUse> folders = new HashMap<>();
        for (RunningServer server : new RunningServers(root, ServiceType.MYSQL, sink).named(PROGRAMS, USERS)) {
            String why = ask(server);
            Optional<String> folder = dataFolder(server);
            if (folder.isPresent()) {
                folders.put(folder.get(), new InUse(why.isEmpty(), why));
            } else if (!why.isEmpty()) {
                sink.incomplete(
                        ServiceType.MYSQL, server.process(), why + "; where its files stand cannot be seen either");
            }
        }
        return folders;
    }

    /** A server stands in its data folder. */
    private Optional<String> dataFolder(RunningServer server) {
        return server.workingFolder()
                .or(() -> server.option("--datadir"))
                .flatMap(folder -> root.stat(folder) instanceof RootFs.Stat.Found found
                        ? Optional.of(found.info().realPath())
                        : Optional.empty());
    }

    /** Why the server did not tell its accounts, {@code ""} when it did. */
    private String ask(RunningServer server) {
        AskedServer asked = AskedServer.ask(
                root,
                server,
                ServiceType.MYSQL,
                sockets(server),
                OWNERS,
                socket -> ClientOptions.identities(root, socket),
                tables);
        return switch (asked.answer()) {
            case Answer.Rows rows -> {
                tell(asked.socket(), rows);
                yield "";
            }
            case Answer.Untold untold -> {
                sink.diagnostic(new Diagnostic(new StoreRef(server.process(), 0), untold.reason()));
                yield untold.reason();
            }
        };
    }

    /** Its sockets; that of MySQL's other protocol, which is of no use here, comes last. */
    private List<String> sockets(RunningServer server) {
        return ListeningSockets.of(root, server).stream()
                .sorted(Comparator.comparing(path -> path.contains("mysqlx")))
                .toList();
    }

    private void tell(String socket, Answer.Rows answer) {
        TableAccounts accounts = new TableAccounts(
                sink, socket, clock, text -> sink.diagnostic(new Diagnostic(new StoreRef(socket, 0), text)));
        List<String> columns = answer.columns().stream()
                .map(column -> column.toLowerCase(Locale.ROOT))
                .toList();
        boolean isGlobalPriv = columns.equals(List.of("host", "user", "priv"));
        for (List<byte[]> row : answer.rows()) {
            if (isGlobalPriv) {
                accounts.globalPriv(new GrantRow(row.get(0), row.get(1), row.get(2)));
            } else {
                Map<String, byte[]> values = new HashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    values.put(columns.get(i), row.get(i));
                }
                accounts.user(values);
            }
        }
        if (answer.cut()) {
            sink.incomplete(ServiceType.MYSQL, socket, "the server has more accounts than are read");
        } else {
            sink.covered(ServiceType.MYSQL, socket);
        }
    }
}
