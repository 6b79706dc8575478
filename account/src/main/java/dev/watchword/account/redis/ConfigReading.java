package dev.watchword.account.redis;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.FoundText;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads configuration files, each once, and puts includes in their places. A relative path means the server's working
 * directory, which is not known from files: tried are the {@code dir} set before, the folder of the file, and the root.
 */
final class ConfigReading {

    private static final int MAX_FILES = 500;
    private static final int MAX_DEPTH = 16;

    /** Of all servers together: files that include each other several times multiply. */
    private static final int MAX_INCLUDES = 2_000;

    private final RootFs root;
    private final AccountSink sink;
    private final Places includes;
    private final Map<String, Optional<ConfigFile>> files = new HashMap<>();

    /** By a server's first file, all files that belong to it. */
    private final Map<String, Set<String>> parts = new HashMap<>();

    private final Set<String> told = new HashSet<>();
    private int includesDone;

    ConfigReading(RootFs root, AccountSink sink) {
        this.root = root;
        this.sink = sink;
        this.includes = new Places(root, ServiceType.REDIS, sink, false);
    }

    /** The file at a path, read when it is asked for the first time; empty when it is not there or cannot be read. */
    Optional<ConfigFile> file(String path) {
        Optional<String> realPath = realPath(path);
        if (realPath.isEmpty()) {
            // opening tells why, if there is anything to tell
            return open(path);
        }
        if (files.containsKey(realPath.get())) {
            return files.get(realPath.get());
        }
        if (files.size() == MAX_FILES) {
            sink.incomplete(ServiceType.REDIS, path, "more than " + MAX_FILES + " configuration files: not read");
            return Optional.empty();
        }
        Optional<ConfigFile> read = open(path);
        files.put(realPath.get(), read);
        return read;
    }

    private Optional<ConfigFile> open(String path) {
        Optional<StoreFile> opened = StoreFile.open(root, path, FileLimits.CONFIGURATION, ServiceType.REDIS, sink);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (StoreFile file = opened.get()) {
            return Optional.of(ConfigFile.read(file));
        }
    }

    /**
     * Those of the files that are servers of their own: not included by another one, nor its ACL file. Of files that
     * include each other the first is the server. Every file is to be resolved before.
     */
    List<ConfigFile> servers(List<ConfigFile> resolved) {
        List<ConfigFile> servers = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (ConfigFile file : resolved) {
            boolean isPart = resolved.stream()
                    .filter(other -> other != file && parts(other).contains(file.realPath()))
                    .anyMatch(other ->
                            taken.contains(other.realPath()) || !parts(file).contains(other.realPath()));
            if (!isPart) {
                servers.add(file);
                taken.add(file.realPath());
            }
        }
        return servers;
    }

    private Set<String> parts(ConfigFile file) {
        return parts.getOrDefault(file.realPath(), Set.of());
    }

    /** The configuration in force of the server that starts with this file. */
    ServerConfig resolve(ConfigFile start) {
        String name = start.path().substring(start.path().lastIndexOf('/') + 1);
        boolean isSentinel = name.contains("sentinel")
                || start.directives().stream().anyMatch(line -> line.name().equals("sentinel"));
        Resolution resolution = new Resolution(new ServerConfig(isSentinel));
        resolution.apply(start);
        resolution
                .config
                .aclfile()
                .flatMap(line -> target(line, resolution.config))
                .flatMap(this::realPath)
                .ifPresent(resolution.parts::add);
        parts.put(start.realPath(), resolution.parts);
        return resolution.config;
    }

    private Optional<String> realPath(String path) {
        return root.stat(path) instanceof RootFs.Stat.Found found
                ? Optional.of(found.info().realPath())
                : Optional.empty();
    }

    /** Where the file that a line names stands; empty when it stands nowhere that was looked at. */
    Optional<String> target(Directive line, ServerConfig config) {
        return targets(line, config).stream().findFirst();
    }

    private List<String> targets(Directive line, ServerConfig config) {
        byte[] bytes = line.argument().getBytes(StandardCharsets.ISO_8859_1);
        String named = FoundText.decode(bytes);
        if (named.startsWith("/")) {
            return includes.matching(named);
        }
        String file = line.at().path();
        List<String> folders = List.of(
                config.folder().filter(folder -> folder.startsWith("/")).orElse(""),
                file.substring(0, file.lastIndexOf('/')),
                "");
        for (String folder : folders) {
            List<String> found = includes.matching(folder + "/" + named);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** One server's walk through its files. */
    private final class Resolution {

        private final ServerConfig config;
        private final Deque<String> open = new ArrayDeque<>();
        private final Set<String> parts = new HashSet<>();

        Resolution(ServerConfig config) {
            this.config = config;
        }

        void apply(ConfigFile file) {
            open.push(file.realPath());
            for (Directive line : file.directives()) {
                if (line.name().equals("include")) {
                    include(line);
                } else {
                    config.apply(line);
                }
            }
            open.pop();
        }

        private void include(Directive line) {
            if (includesDone == MAX_INCLUDES) {
                return;
            }
            List<String> paths = targets(line, config);
            if (paths.isEmpty() && !line.argument().contains("*")) {
                incomplete(line, "the included file is not found");
            }
            for (String path : paths) {
                include(line, path);
            }
        }

        private void include(Directive line, String path) {
            if (includesDone == MAX_INCLUDES) {
                return;
            }
            if (++includesDone == MAX_INCLUDES) {
                incomplete(line, "more than " + MAX_INCLUDES + " includes: the others are not read");
                return;
            }
            Optional<ConfigFile> file = file(path);
            if (file.isEmpty()) {
                return;
            }
            if (open.contains(file.get().realPath())) {
                if (told.add(line.at() + "circle")) {
                    sink.diagnostic(new Diagnostic(line.at(), "includes itself in a circle"));
                }
                return;
            }
            if (open.size() == MAX_DEPTH) {
                incomplete(line, "includes deeper than " + MAX_DEPTH + " files: not read");
                return;
            }
            parts.add(file.get().realPath());
            apply(file.get());
        }

        private void incomplete(Directive line, String reason) {
            if (told.add(line.at() + reason)) {
                String where = "line " + line.at().line() + ": ";
                sink.incomplete(ServiceType.REDIS, line.at().path(), where + reason);
            }
        }
    }
}
