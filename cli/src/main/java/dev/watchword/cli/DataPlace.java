package dev.watchword.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Where a server's folder is unless told otherwise. */
final class DataPlace {

    private DataPlace() {}

    /** {@code /var/lib/watchword} for root, {@code $XDG_DATA_HOME/watchword} or its default for others. */
    static Path of(Optional<Path> named) {
        if (named.isPresent()) {
            return named.get();
        }
        if ("root".equals(System.getProperty("user.name"))) {
            return Path.of("/var/lib/watchword");
        }
        return Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".local", "share"))
                .resolve("watchword");
    }
}
