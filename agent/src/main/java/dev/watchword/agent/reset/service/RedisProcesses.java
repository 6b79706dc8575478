package dev.watchword.agent.reset.service;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Processes as proc(5) tells of them. A port that root listens on may lead elsewhere: the proxy that publishes a container's
 * port is root's as well, and a container's server has the machine's network when it is started so.
 *
 * @param proc where it is mounted
 */
record RedisProcesses(Path proc) {

    /** Debian's redis-server is a link to redis-check-rdb; the link's end is what the kernel tells. */
    private static final Pattern SERVER = Pattern.compile("(?:redis|valkey|keydb)-(?:server|check-rdb|check-aof)");

    private static final int LONGEST_FILES = 1 << 16;

    /** Whether a socket is of Redis servers of this machine, and of nobody else; no when its processes may not be looked at. */
    boolean have(String inode) {
        List<Path> holders = holders("socket:[" + inode + "]");
        return !holders.isEmpty() && holders.stream().allMatch(this::isServerOfThisMachine);
    }

    private List<Path> holders(String socket) {
        return entries(proc, "[0-9]*").stream()
                .filter(process -> entries(process.resolve("fd"), "*").stream()
                        .anyMatch(file -> link(file).equals(Optional.of(socket))))
                .toList();
    }

    private boolean isServerOfThisMachine(Path process) {
        Optional<String> program = link(process.resolve("exe"));
        Optional<String> ours = link(proc.resolve("self/ns/pid"));
        return program.filter(file -> SERVER.matcher(name(file)).matches()).isPresent()
                && ours.isPresent()
                && ours.equals(link(process.resolve("ns/pid")))
                && link(process.resolve("root")).equals(Optional.of("/"));
    }

    /** A program that was exchanged while it runs, by an upgrade, is the same server. */
    private static String name(String file) {
        String lasting = file.endsWith(" (deleted)") ? file.substring(0, file.length() - " (deleted)".length()) : file;
        return lasting.substring(lasting.lastIndexOf('/') + 1);
    }

    /** Processes end while one looks; what cannot be read is none. */
    private static List<Path> entries(Path folder, String glob) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            for (Path entry : stream) {
                if (entries.size() == LONGEST_FILES) {
                    return List.of();
                }
                entries.add(entry);
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return List.of();
        }
        return entries;
    }

    private static Optional<String> link(Path file) {
        try {
            return Optional.of(Files.readSymbolicLink(file).toString());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
