package dev.watchword.cli;

import dev.watchword.server.ServerConfig;
import dev.watchword.server.bootstrap.Refusal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What commands that open a server's own folder have in common. */
final class ServerArguments {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's folder (default: /var/lib/watchword for root, ~/.local/share/watchword).")
    private @Nullable Path data;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "jdbc:postgresql://HOST/NAME?user=USER instead of SQLite in the folder; its password comes"
                    + " from ~/.pgpass or PGPASSFILE.")
    private @Nullable String database;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The address that clients use, when it is not the one listened on.")
    private @Nullable URI endpoint;

    ServerConfig config() throws Refusal {
        ServerConfig defaults = ServerConfig.in(DataPlace.of(Optional.ofNullable(data)));
        return new ServerConfig(
                defaults.data(),
                defaults.listen(),
                Optional.ofNullable(database),
                defaults.tls(),
                defaults.behindProxy(),
                Optional.ofNullable(endpoint),
                defaults.adminPassword());
    }
}
