package dev.watchword.account.redis;

import dev.watchword.account.StoreFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a configuration file says of users, secrets, reachability and other files, in its order.
 *
 * @param path the path by which it was found
 * @param realPath the same without links
 * @param directives the lines that matter here
 * @param isServer whether any line shows that a server is configured by this file
 */
record ConfigFile(String path, String realPath, List<Directive> directives, boolean isServer) {

    private static final Set<String> READ = Set.of(
            "include",
            "requirepass",
            "user",
            "aclfile",
            "masterauth",
            "primaryauth",
            "masteruser",
            "primaryuser",
            "sentinel",
            "bind",
            "protected-mode",
            "port",
            "unixsocket",
            "tls-port",
            "dir");

    /** Lines that stand in a server's configuration and nowhere else. */
    private static final Set<String> SERVER = Set.of(
            "include",
            "requirepass",
            "user",
            "aclfile",
            "masterauth",
            "primaryauth",
            "sentinel",
            "bind",
            "protected-mode",
            "port",
            "tls-port",
            "dir",
            "daemonize",
            "supervised",
            "save",
            "dbfilename",
            "appendonly",
            "databases",
            "unixsocket",
            "maxmemory",
            "replicaof",
            "slaveof",
            "cluster-enabled");

    ConfigFile {
        directives = List.copyOf(directives);
    }

    /** Reads to the end; bad lines become diagnostics. */
    static ConfigFile read(StoreFile file) {
        List<Directive> directives = new ArrayList<>();
        boolean[] isServer = new boolean[1];
        file.readLines((bytes, number) -> {
            String line = Words.trimmed(new String(bytes, StandardCharsets.ISO_8859_1));
            if (line.isEmpty() || line.startsWith("#")) {
                return;
            }
            Optional<List<String>> words = Words.of(line);
            if (words.isEmpty()) {
                file.diagnostic(number, "unbalanced quotes");
                return;
            }
            String name = words.get().getFirst().toLowerCase(Locale.ROOT);
            isServer[0] |= SERVER.contains(name);
            if (READ.contains(name)) {
                directives.add(
                        new Directive(name, words.get().subList(1, words.get().size()), file.at(number)));
            }
        });
        return new ConfigFile(file.path(), file.realPath(), directives, isServer[0]);
    }
}
