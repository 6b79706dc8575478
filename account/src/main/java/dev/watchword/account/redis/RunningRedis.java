package dev.watchword.account.redis;

import dev.watchword.account.AccountSink;
import dev.watchword.account.FoundText;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.running.RunningServer;
import dev.watchword.account.running.RunningServers;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which configurations the running servers use. A server writes a title over its command line that tells where it listens and no file, and
 * keeps no file open. So its configuration is what its command line names as long as it stands there, what the unit names that
 * started it, or one that listens where the server does: at a usual place, or in the folder where it stands. Belongs to one thread.
 */
final class RunningRedis {

    private static final Set<String> PROGRAMS =
            Set.of("redis-server", "valkey-server", "redis-sentinel", "valkey-sentinel");
    private static final Set<String> USERS = Set.of("redis", "valkey");

    private final AccountSink sink;
    private final List<Found> servers = new ArrayList<>();

    /**
     * A running server.
     *
     * @param process its folder in {@code /proc}
     * @param named the configuration that it was started with, when that is known
     * @param settings whether it was started with settings beside it, which replace what the file says
     * @param listening where, when its title tells
     * @param nearby configurations in the folder where it stands
     */
    private record Found(
            String process,
            Optional<String> named,
            boolean settings,
            Optional<Listening> listening,
            List<String> nearby) {}

    RunningRedis(RootFs root, AccountSink sink) {
        this.sink = sink;
        Places places = new Places(root, ServiceType.REDIS, sink, false);
        RunningServers running = new RunningServers(root, ServiceType.REDIS, sink);
        for (RunningServer server : running.named(PROGRAMS, USERS)) {
            Optional<Listening> listening =
                    server.arguments().stream().findFirst().flatMap(Listening::parse);
            List<String> command = listening.isPresent() ? running.unitCommand(server) : server.arguments();
            List<String> arguments =
                    listening.isPresent() && !command.isEmpty() ? command.subList(1, command.size()) : command;
            servers.add(new Found(
                    server.process(),
                    arguments.stream()
                            .findFirst()
                            .filter(word -> !word.startsWith("-"))
                            .flatMap(server::path),
                    arguments.contains("--requirepass")
                            || arguments.contains("--aclfile")
                            || arguments.contains("--user"),
                    listening,
                    server.workingFolder()
                            .filter(folder -> folder.startsWith("/") && folder.length() > 1)
                            .map(folder -> places.matching(folder + "/*.conf"))
                            .orElse(List.of())));
        }
    }

    /** Configurations that servers were started with, wherever they stand. */
    Collection<String> named() {
        Set<String> paths = new LinkedHashSet<>();
        servers.forEach(server -> server.named().ifPresent(paths::add));
        return paths;
    }

    /** Files that may be configurations of servers, when they listen as one of them does. */
    Collection<String> nearby() {
        Set<String> paths = new LinkedHashSet<>();
        servers.forEach(server -> paths.addAll(server.nearby()));
        return paths;
    }

    /** Whether some server listens there. */
    boolean listens(ServerConfig config) {
        return servers.stream().anyMatch(server -> server.listening().equals(Optional.of(config.listening())));
    }

    /**
     * Tells of every server whose users are not known, or not all.
     *
     * @param paths those of the configurations that were read
     * @param configs what they say
     */
    void tellUnknown(Set<String> paths, Collection<ServerConfig> configs) {
        Set<Listening> known = new LinkedHashSet<>();
        configs.forEach(config -> known.add(config.listening()));
        for (Found server : servers) {
            boolean isNamed = server.named().filter(paths::contains).isPresent();
            boolean fits = server.listening().filter(known::contains).isPresent();
            String who = server.listening()
                    .map(place -> "the server on " + FoundText.quoted(place.toString()))
                    .orElse("the server");
            if (!isNamed && !fits) {
                sink.incomplete(
                        ServiceType.REDIS,
                        server.process(),
                        who + " runs with a configuration that was not found, or without one: its users are not known");
            } else if (server.settings()) {
                sink.incomplete(
                        ServiceType.REDIS,
                        server.process(),
                        who + " was started with users or a password on its command line: they are not read");
            }
        }
    }
}
