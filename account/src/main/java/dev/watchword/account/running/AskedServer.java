package dev.watchword.account.running;

import dev.watchword.account.RunningTables;
import dev.watchword.account.RunningTables.Answer;
import dev.watchword.account.RunningTables.Identity;
import dev.watchword.account.ServiceType;
import dev.watchword.rootfs.RootFs;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a running server said, and over which of its sockets.
 *
 * @param socket its path, {@code ""} when none could be asked
 * @param answer the rows, or why there are none
 */
public record AskedServer(String socket, Answer answer) {

    /**
     * Asks over one socket after the other until one tells.
     *
     * @param sockets on which it listens, best first
     * @param owners users of the machine, one of whom must hold the other end
     * @param identities as whom, for a socket
     */
    public static AskedServer ask(
            RootFs root,
            RunningServer server,
            ServiceType service,
            List<String> sockets,
            Set<String> owners,
            Function<String, List<Identity>> identities,
            RunningTables tables) {
        String why = "no socket of it is seen: run as root";
        for (String socket : sockets) {
            if (!isTrusted(root, socket, server)) {
                why = "its socket is neither root's nor its own user's";
                continue;
            }
            Answer answer = tables.ask(new RunningTables.Server(service, socket, owners, identities.apply(socket)));
            if (answer instanceof Answer.Untold untold) {
                why = untold.reason();
            } else {
                return new AskedServer(socket, answer);
            }
        }
        return new AskedServer("", new Answer.Untold("the running server was not asked: " + why));
    }

    /** Whether the file is root's or the server's own; who holds the other end is looked at when it is open. */
    private static boolean isTrusted(RootFs root, String socket, RunningServer server) {
        return root.stat(socket) instanceof RootFs.Stat.Found file
                && root.stat(server.process()) instanceof RootFs.Stat.Found process
                && (file.info().uid() == 0
                        || file.info().uid() == process.info().uid());
    }
}
