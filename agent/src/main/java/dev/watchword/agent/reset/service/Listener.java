package dev.watchword.agent.reset.service;

import dev.watchword.agent.reset.system.Texts;
import dev.watchword.rootfs.FolderRootFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who listens where a service should. Any user may take a port that its service has not taken, and would be handed the
 * password, so whoever listens must be root or the owner of the configuration, and on a port the service's own program.
 */
final class Listener {

    private static final String LISTENS = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int USER = 7;
    private static final int INODE = 9;

    private Listener() {}

    /**
     * Whether only such users listen on a port; no when nobody does.
     *
     * @param programs judges sockets by their inode's number
     */
    static boolean isTrusted(int port, Path configuration, Predicate<String> programs) throws IOException {
        List<String> tables = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> Texts.linesOrNone(FolderRootFs.at(Path.of("/")), table).stream())
                .toList();
        return isTrusted(tables, port, trusted(configuration), programs);
    }

    /**
     * The same of the lines of proc_pid_net(5).
     *
     * @param trusted numbers of users
     */
    static boolean isTrusted(List<String> tables, int port, Set<String> trusted, Predicate<String> programs) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        List<String[]> listening = tables.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > INODE && words[STATE].equals(LISTENS) && words[LOCAL].endsWith(end))
                .toList();
        return !listening.isEmpty()
                && listening.stream().allMatch(words -> trusted.contains(words[USER]) && programs.test(words[INODE]));
    }

    /** Whether a socket in the file system is there, and of such a user. */
    static boolean isTrusted(Path socket, Path configuration) throws IOException {
        return Files.exists(socket) && trusted(configuration).contains(owner(socket));
    }

    private static Set<String> trusted(Path configuration) throws IOException {
        return Stream.of("0", owner(configuration)).collect(Collectors.toUnmodifiableSet());
    }

    private static String owner(Path file) throws IOException {
        return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).toString();
    }
}
