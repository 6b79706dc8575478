package dev.watchword.account.running;

import dev.watchword.account.FoundText;
import dev.watchword.account.RunningTables;
import dev.watchword.account.RunningTables.Answer;
import dev.watchword.account.RunningTables.Identity;
import dev.watchword.account.ServiceType;
import dev.watchword.rootfs.RootFs;
import dev.watchword.rootfs.Unreadable;
import java.util.List;
import java.util.Optional;
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
            Optional<String> distrust = distrust(root, socket, server);
            if (distrust.isPresent()) {
                why = distrust.get();
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

    /** Why the file cannot be taken for the server's socket; who holds the other end is looked at when it is open. */
    private static Optional<String> distrust(RootFs root, String socket, RunningServer server) {
        return switch (root.stat(socket)) {
            case RootFs.Stat.Refused refused
            when refused.why() instanceof Unreadable.Missing && isHidden(root, server) ->
                Optional.of("its socket " + FoundText.quoted(socket)
                        + " is hidden: server and scan see different folders there"
                        + " (PrivateTmp of systemd); a socket elsewhere, such as in /run, would be seen");
            case RootFs.Stat.Refused refused ->
                Optional.of("its socket " + FoundText.quoted(socket) + ": "
                        + refused.why().reason());
            case RootFs.Stat.Found file -> {
                boolean trusted = root.stat(server.process()) instanceof RootFs.Stat.Found process
                        && (file.info().uid() == 0
                                || file.info().uid() == process.info().uid());
                yield trusted ? Optional.empty() : Optional.of("its socket is neither root's nor its own user's");
            }
        };
    }

    /** Whether other folders may stand before the server than before whoever scans. */
    private static boolean isHidden(RootFs root, RunningServer server) {
        Optional<String> theirs = root.link(server.process() + "/ns/mnt");
        return theirs.isPresent() && !theirs.equals(root.link("/proc/self/ns/mnt"));
    }
}
