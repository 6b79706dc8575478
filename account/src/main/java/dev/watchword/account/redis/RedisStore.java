package dev.watchword.account.redis;

import dev.watchword.account.AccountCollector;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountStore;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The users of every Redis and Valkey server and sentinel whose configuration stands at a usual place or is used by a running one, and
 * the passwords that they keep for other servers. A configuration that is a part of another one is not a server of its own. See the
 * comments of redis.conf and the ACL page of redis.io.
 */
public final class RedisStore implements AccountStore {

    private static final List<String> PLACES = places();

    private static List<String> places() {
        List<String> places = new ArrayList<>();
        for (String product : List.of("redis", "valkey")) {
            places.add("/etc/" + product + "*.conf");
            places.add("/etc/" + product + "*/*.conf");
            places.add("/etc/" + product + "/*/*.conf");
            for (String folder : List.of("/usr/local", "/opt", "/opt/*", "/srv", "/data", "/var/lib", "/app")) {
                places.add(folder + "/" + product + "*/*.conf");
                places.add(folder + "/" + product + "*/conf/*.conf");
                places.add(folder + "/" + product + "*/etc/*.conf");
            }
            places.add("/usr/local/etc/" + product + "*.conf");
            places.add("/usr/local/etc/" + product + "/*.conf");
            places.add("/" + product + "*.conf");
        }
        places.add("/etc/sentinel*.conf");
        places.add("/usr/local/etc/sentinel*.conf");
        return List.copyOf(places);
    }

    @Override
    public String title() {
        return "Redis and Valkey configuration";
    }

    @Override
    public ServiceType service() {
        return ServiceType.REDIS;
    }

    @Override
    public Interest interest() {
        return Interest.inEndings(".conf", ".acl");
    }

    @Override
    public void read(RootFs root, AccountSink sink) {
        ConfigReading reading = new ConfigReading(root, sink);
        ServerAccounts accounts = new ServerAccounts(root, reading, sink);
        resolved(root, reading, sink).forEach(accounts::tell);
    }

    /**
     * The same servers, each with its own accounts.
     *
     * @param sink hears what is bad or not read; gets no accounts
     */
    public static List<ConfiguredServer> servers(RootFs root, AccountSink sink) {
        ConfigReading reading = new ConfigReading(root, sink);
        List<ConfiguredServer> servers = new ArrayList<>();
        resolved(root, reading, sink).forEach((start, config) -> {
            AccountCollector collector = new AccountCollector(sink);
            new ServerAccounts(root, reading, collector).tell(start, config);
            servers.add(new ConfiguredServer(
                    start.path(),
                    config.isSentinel(),
                    config.socket(),
                    config.port(),
                    config.aclfile().isPresent(),
                    collector.accounts()));
        });
        return List.copyOf(servers);
    }

    private static Map<ConfigFile, ServerConfig> resolved(RootFs root, ConfigReading reading, AccountSink sink) {
        RunningRedis running = new RunningRedis(root, sink);
        Map<String, ConfigFile> found = new LinkedHashMap<>();
        running.named().forEach(path -> reading.file(path).ifPresent(file -> found.putIfAbsent(file.realPath(), file)));
        for (String path : new Places(root, ServiceType.REDIS, sink, false).matching(PLACES)) {
            reading.file(path).filter(ConfigFile::isServer).ifPresent(file -> found.putIfAbsent(file.realPath(), file));
        }
        Map<String, ServerConfig> configs = new LinkedHashMap<>();
        found.forEach((realPath, file) -> configs.put(realPath, reading.resolve(file)));
        for (String path : running.nearby()) {
            reading.file(path)
                    .filter(file -> file.isServer() && !found.containsKey(file.realPath()))
                    .ifPresent(file -> {
                        ServerConfig config = reading.resolve(file);
                        if (running.listens(config)) {
                            found.put(file.realPath(), file);
                            configs.put(file.realPath(), config);
                        }
                    });
        }
        Set<String> paths = new HashSet<>(configs.keySet());
        found.values().forEach(file -> paths.add(file.path()));
        running.tellUnknown(paths, configs.values());
        Map<ConfigFile, ServerConfig> servers = new LinkedHashMap<>();
        for (ConfigFile server : reading.servers(List.copyOf(found.values()))) {
            ServerConfig config = configs.get(server.realPath());
            if (config != null) {
                servers.put(server, config);
            }
        }
        return servers;
    }
}
