package dev.watchword.account.postgresql;

import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountStore;
import dev.watchword.account.Places;
import dev.watchword.account.RunningTables;
import dev.watchword.account.ServiceType;
import dev.watchword.account.running.RunningServer;
import dev.watchword.account.running.RunningServers;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The roles of PostgreSQL clusters from 12 on: running servers are asked where that is allowed, the others are read from the files of their data folders; and the lines of their configuration that let
 * people in without a password. See the manual of PostgreSQL 15: pg_authid, "The pg_hba.conf File", "Database Physical Storage".
 */
public final class PostgresqlStore implements AccountStore {

    private static final List<String> CONFIGURATIONS =
            List.of("/etc/postgresql/*/*/postgresql.conf", "/etc/postgresql/postgresql.conf");

    private static final List<String> DATA = List.of(
            "/var/lib/postgresql/*/*",
            "/var/lib/postgresql/data",
            "/var/lib/pgsql/data",
            "/var/lib/pgsql/*/data",
            "/var/lib/postgres/data",
            "/var/db/postgres/data*",
            "/usr/local/pgsql/data",
            "/bitnami/postgresql/data");

    private final InstantSource clock;
    private final RunningTables tables;

    /**
     * Reads files only.
     *
     * @param clock by which passwords have expired
     */
    public PostgresqlStore(InstantSource clock) {
        this(clock, RunningTables.FORBIDDEN);
    }

    /**
     * Asks running servers.
     *
     * @param clock by which passwords have expired
     * @param tables how
     */
    public PostgresqlStore(InstantSource clock, RunningTables tables) {
        this.clock = clock;
        this.tables = tables;
    }

    @Override
    public String title() {
        return "PostgreSQL roles and pg_hba.conf";
    }

    @Override
    public ServiceType service() {
        return ServiceType.POSTGRESQL;
    }

    @Override
    public Interest interest() {
        return Interest.inNames("postgresql.conf", "pg_hba.conf", "pg_control", "pg_filenode.map", "1260");
    }

    @Override
    public void read(RootFs root, AccountSink sink) {
        Places places = new Places(root, ServiceType.POSTGRESQL, sink, false);
        Set<String> configurations = new LinkedHashSet<>(places.matching(CONFIGURATIONS));
        Set<String> folders = new LinkedHashSet<>(places.matching(DATA));
        List<RunningServer> running = new RunningServers(root, ServiceType.POSTGRESQL, sink)
                .named(Set.of("postgres", "postmaster"), Set.of("postgres"));
        for (RunningServer server : running) {
            server.option("-D").flatMap(server::path).ifPresent(folders::add);
            server.arguments().stream()
                    .map(word -> word.startsWith("--") ? word.substring(2) : word)
                    .filter(word -> word.startsWith("config_file="))
                    .map(word -> word.substring("config_file=".length()))
                    .forEach(path -> server.path(path).ifPresent(configurations::add));
        }
        RunningClusters clusters = RunningClusters.ask(root, sink, running, tables);
        folders.addAll(clusters.folders());
        folders.stream()
                .filter(folder -> root.stat(folder + "/postgresql.conf") instanceof RootFs.Stat.Found)
                .map(folder -> folder + "/postgresql.conf")
                .forEach(configurations::add);
        Set<String> seen = new HashSet<>();
        for (String configuration : configurations) {
            cluster(root, sink, configuration, clusters, seen);
        }
        for (String folder : folders) {
            data(root, sink, folder, Settings.read(root, sink, folder + "/postgresql.auto.conf"), clusters, seen);
        }
    }

    private void cluster(
            RootFs root, AccountSink sink, String configuration, RunningClusters clusters, Set<String> seen) {
        String beside = Included.folder(configuration);
        Settings settings = Settings.read(root, sink, configuration);
        String data = settings.path("data_directory").orElse(beside);
        settings.add(root, sink, data + "/postgresql.auto.conf");
        String rules = settings.path("hba_file").orElse(beside + "/pg_hba.conf");
        if (seen.add(realPath(root, rules))) {
            HostRules.read(root, sink, rules, settings.exposure());
        }
        data(root, sink, data, settings, clusters, seen);
    }

    private void data(
            RootFs root,
            AccountSink sink,
            String folder,
            Settings settings,
            RunningClusters clusters,
            Set<String> seen) {
        String real = realPath(root, folder);
        if (seen.add(real) && !clusters.tell(real, sink, settings.exposure(), clock.instant())) {
            new DataFolder(root, sink, folder, settings.exposure(), clock.instant()).read();
        }
    }

    private static String realPath(RootFs root, String path) {
        return root.stat(path) instanceof RootFs.Stat.Found found ? found.info().realPath() : path;
    }
}
