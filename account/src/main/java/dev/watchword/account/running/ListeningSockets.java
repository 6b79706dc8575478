package dev.watchword.account.running;

import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.Line;
import dev.watchword.rootfs.Lines;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Unix sockets on which a process waits for connections, as the kernel tells (proc(5)): the files that it has open against the
 * list of all sockets. What a configuration says plays no part.
 */
public final class ListeningSockets {

    private static final int MOST_FILES = 100_000;
    private static final FileLimits SOCKETS = new FileLimits(16L << 20, 4 << 10);

    private static final int FLAGS = 3;
    private static final int INODE = 6;
    private static final int PATH = 7;
    private static final long ACCEPTS = 0x10000;

    private ListeningSockets() {}

    /** Absolute paths, as far as whoever scans may see them. */
    public static List<String> of(RootFs root, RunningServer server) {
        Set<String> own = ownSockets(root, server.process() + "/fd");
        if (own.isEmpty() || !(root.open(server.process() + "/net/unix", SOCKETS) instanceof RootFs.Opened.File file)) {
            return List.of();
        }
        List<String> paths = new ArrayList<>();
        try (BoundedInput input = file.input()) {
            Lines lines = new Lines(input);
            for (Line line = lines.next(); !(line instanceof Line.End); line = lines.next()) {
                if (line instanceof Line.Text text) {
                    path(new String(text.bytes(), StandardCharsets.UTF_8), own)
                            .flatMap(server::path)
                            .ifPresent(paths::add);
                }
            }
        } catch (IOException gone) {
            return paths;
        }
        return paths;
    }

    /** The path of a socket that is one of these and accepts connections. Abstract ones, which have none, begin with {@code @}. */
    private static Optional<String> path(String line, Set<String> own) {
        String[] fields = line.split(" +", PATH + 1);
        boolean isOurs = fields.length > PATH
                && own.contains(fields[INODE])
                && fields[FLAGS].matches("[0-9A-Fa-f]{1,8}")
                && (Long.parseLong(fields[FLAGS], 16) & ACCEPTS) != 0
                && !fields[PATH].startsWith("@");
        return isOurs ? Optional.of(fields[PATH]) : Optional.empty();
    }

    private static Set<String> ownSockets(RootFs root, String folder) {
        Set<String> inodes = new HashSet<>();
        if (root.list(folder, MOST_FILES) instanceof RootFs.Listed.Entries entries) {
            for (String name : entries.names()) {
                root.link(folder + "/" + name)
                        .filter(target -> target.startsWith("socket:["))
                        .ifPresent(target -> inodes.add(target.substring("socket:[".length(), target.length() - 1)));
            }
        }
        return inodes;
    }
}
