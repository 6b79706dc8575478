package dev.watchword.account.postgresql;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.Exposure;
import dev.watchword.account.RunningTables;
import dev.watchword.account.RunningTables.Answer;
import dev.watchword.account.RunningTables.Identity;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.account.running.AskedServer;
import dev.watchword.account.running.ListeningSockets;
import dev.watchword.account.running.RunningServer;
import dev.watchword.rootfs.RootFs;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the running servers told when they were asked, each as the user it runs as, by the data folders in which they stand. */
final class RunningClusters {

    private static final Set<String> OWNERS = Set.of("postgres");
    private static final String SUPERUSER = "postgres";

    private final Map<String, AskedServer> byFolder = new HashMap<>();

    private RunningClusters() {}

    /** Asks each of them. Servers that work for another one listen nowhere, and are not asked. */
    static RunningClusters ask(RootFs root, AccountSink sink, List<RunningServer> servers, RunningTables tables) {
        RunningClusters clusters = new RunningClusters();
        for (RunningServer server : servers) {
            List<String> sockets = ListeningSockets.of(root, server);
            Optional<String> folder = server.workingFolder();
            if (folder.isEmpty()) {
                continue;
            }
            if (sockets.isEmpty()) {
                server.option("-D").ifPresent(named -> {
                    if (!isSeen(root, folder.get())) {
                        sink.incomplete(
                                ServiceType.POSTGRESQL,
                                folder.get(),
                                "no socket of the running server is seen, and its data folder is not either");
                    }
                });
                continue;
            }
            AskedServer asked = AskedServer.ask(
                    root, server, ServiceType.POSTGRESQL, sockets, OWNERS, socket -> identities(root, server), tables);
            if (asked.answer() instanceof Answer.Untold untold) {
                sink.diagnostic(new Diagnostic(new StoreRef(server.process(), 0), untold.reason()));
                if (!isSeen(root, folder.get())) {
                    sink.incomplete(
                            ServiceType.POSTGRESQL,
                            folder.get(),
                            untold.reason() + "; and its data folder cannot be seen");
                }
            }
            clusters.byFolder.put(folder.get(), asked);
        }
        return clusters;
    }

    /** Whether the folder is one of data here too, so that whoever reads it tells of it: servers may see other folders than the scan does. */
    private static boolean isSeen(RootFs root, String folder) {
        return root.stat(folder + "/global/pg_control") instanceof RootFs.Stat.Found;
    }

    private static List<Identity> identities(RootFs root, RunningServer server) {
        if (root.stat(server.process()) instanceof RootFs.Stat.Found found
                && found.info().uid() > 0) {
            return List.of(new Identity(
                    SUPERUSER,
                    Optional.empty(),
                    "the server's own user, whom root may be, known by the socket",
                    OptionalInt.of(Math.toIntExact(found.info().uid()))));
        }
        return List.of();
    }

    /** The data folders of those that told. */
    Set<String> folders() {
        return byFolder.keySet();
    }

    /**
     * Hands out the roles of a data folder whose server told them.
     *
     * @param folder without links
     * @return whether it did
     */
    boolean tell(String folder, AccountSink sink, Exposure exposure, Instant now) {
        AskedServer asked = byFolder.get(folder);
        if (asked == null || !(asked.answer() instanceof Answer.Rows rows)) {
            return false;
        }
        try {
            for (List<byte[]> row : rows.rows()) {
                RoleRow role = RoleRow.of(row);
                if (role.isSomebody()) {
                    sink.account(role.account(asked.socket(), exposure, now));
                }
            }
            if (rows.cut()) {
                sink.incomplete(ServiceType.POSTGRESQL, asked.socket(), "the server has more roles than are read");
            } else {
                sink.covered(ServiceType.POSTGRESQL, asked.socket());
            }
        } catch (DamagedHeap damaged) {
            sink.incomplete(ServiceType.POSTGRESQL, asked.socket(), damaged.reason());
        }
        return true;
    }
}
