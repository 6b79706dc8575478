package dev.watchword.account.mysql;

import dev.watchword.account.FoundText;
import dev.watchword.account.RunningTables.Identity;
import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.Line;
import dev.watchword.rootfs.Lines;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The identities that a machine keeps for the administration of its own servers: root, whom servers know by the socket, and what the
 * option files of root and of the packages say. A file that is not root's is not believed, and what is meant for another server is left.
 */
final class ClientOptions {

    private static final List<String> FILES = List.of("/root/.my.cnf", "/etc/mysql/debian.cnf");
    private static final Set<String> SECTIONS =
            Set.of("client", "client-server", "client-mariadb", "mariadb-client", "mysql");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");
    private static final FileLimits LIMITS = new FileLimits(64 << 10, 4 << 10);

    private ClientOptions() {}

    /**
     * As whom a server may be asked.
     *
     * @param socket the server's
     */
    static List<Identity> identities(RootFs root, String socket) {
        List<Identity> identities = new ArrayList<>();
        if (isRoot(root, "/proc/self")) {
            identities.add(new Identity("root", Optional.empty(), "the machine's root, known by the socket"));
        }
        for (String path : FILES) {
            if (isRoot(root, path)) {
                identity(path, options(root, path), socket).ifPresent(identities::add);
            }
        }
        return identities;
    }

    private static boolean isRoot(RootFs root, String path) {
        return root.stat(path) instanceof RootFs.Stat.Found found
                && found.info().uid() == 0;
    }

    private static Optional<Identity> identity(String path, Map<String, String> options, String socket) {
        boolean isForIt = THIS_MACHINE.contains(options.getOrDefault("host", "localhost"))
                && samePath(options.getOrDefault("socket", socket)).equals(samePath(socket));
        String password = options.getOrDefault("password", "");
        if (!isForIt || password.isEmpty()) {
            return Optional.empty();
        }
        String user = options.getOrDefault("user", "root");
        return Optional.of(
                new Identity(user, Optional.of(password.getBytes(StandardCharsets.UTF_8)), "named by " + path));
    }

    /** The folder of running things has two names. */
    private static String samePath(String path) {
        return path.startsWith("/var/run/") ? path.substring("/var".length()) : path;
    }

    private static Map<String, String> options(RootFs root, String path) {
        Map<String, String> options = new HashMap<>();
        if (!(root.open(path, LIMITS) instanceof RootFs.Opened.File file)
                || file.info().uid() != 0) {
            return options;
        }
        try (BoundedInput input = file.input()) {
            Lines lines = new Lines(input);
            boolean isClients = false;
            for (Line line = lines.next(); !(line instanceof Line.End); line = lines.next()) {
                if (!(line instanceof Line.Text text)) {
                    continue;
                }
                String content = FoundText.decode(text.bytes()).strip();
                if (content.startsWith("[") && content.endsWith("]")) {
                    isClients = SECTIONS.contains(
                            content.substring(1, content.length() - 1).strip());
                } else if (isClients && content.indexOf('=') > 0 && !content.startsWith("#")) {
                    int equals = content.indexOf('=');
                    options.put(
                            content.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                            OptionFiles.value(content.substring(equals + 1)));
                }
            }
        } catch (IOException gone) {
            options.clear();
        }
        return options;
    }
}
