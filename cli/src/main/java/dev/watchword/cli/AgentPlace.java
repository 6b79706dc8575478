package dev.watchword.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an agent's folder is. */
final class AgentPlace {

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "The agent's folder (default: /var/lib/watchword-agent for root, ~/.local/state/watchword-agent).")
    private @Nullable Path state;

    Path folder() {
        if (state != null) {
            return state.toAbsolutePath();
        }
        if ("root".equals(System.getProperty("user.name"))) {
            return Path.of("/var/lib/watchword-agent");
        }
        return Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".local", "state"))
                .resolve("watchword-agent");
    }
}
