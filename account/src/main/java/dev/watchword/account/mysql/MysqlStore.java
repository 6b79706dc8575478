package dev.watchword.account.mysql;

import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountStore;
import dev.watchword.account.Places;
import dev.watchword.account.RunningTables;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts of MySQL and MariaDB servers, named {@code user@host}: running servers are asked where that is allowed, the others are
 * read from the files of their data folders. Grant tables of a form that is not known are found, and told as not read.
 */
public final class MysqlStore implements AccountStore {

    static final List<String> USUAL_FOLDERS = List.of(
            "/var/lib/mysql",
            "/var/lib/mariadb",
            "/var/db/mysql",
            "/usr/local/mysql/data",
            "/opt/mysql/data",
            "/opt/mariadb/data",
            "/bitnami/*/data",
            "/opt/bitnami/*/data");

    /** The first that stands in a data folder is the one that its server reads. */
    private static final List<TableForm> FORMS =
            List.of(new GlobalPrivTable(), new InnodbUserTable(), new MyisamUserTable());

    private static final List<String> UNKNOWN_FORMS = List.of("/mysql/user.ibd", "/mysql/global_priv.ibd");

    private final InstantSource clock;
    private final RunningTables tables;

    /** Reads files only. */
    public MysqlStore(InstantSource clock) {
        this(clock, RunningTables.FORBIDDEN);
    }

    /**
     * Asks running servers.
     *
     * @param tables how
     */
    public MysqlStore(InstantSource clock, RunningTables tables) {
        this.clock = clock;
        this.tables = tables;
    }

    @Override
    public String title() {
        return "MySQL and MariaDB grant tables";
    }

    @Override
    public ServiceType service() {
        return ServiceType.MYSQL;
    }

    @Override
    public Interest interest() {
        return new Interest(
                Set.of("global_priv.MAD", "global_priv.MAI", "user.frm", "user.MYD", "user.MYI", "mysql.ibd"),
                Set.of(".cnf"));
    }

    @Override
    public void read(RootFs root, AccountSink sink) {
        Map<String, RunningServersAsked.InUse> inUse = new RunningServersAsked(root, sink, tables, clock).ask();
        Places places = new Places(root, ServiceType.MYSQL, sink, false);
        Set<String> folders = new LinkedHashSet<>(OptionFiles.dataFolders(root, sink));
        folders.addAll(places.matching(USUAL_FOLDERS));
        folders.addAll(inUse.keySet());
        Set<String> seen = new LinkedHashSet<>();
        for (String folder : folders) {
            Optional<RunningServersAsked.InUse> server = Optional.ofNullable(inUse.get(realPath(root, folder)));
            if (server.filter(RunningServersAsked.InUse::told).isEmpty()) {
                boolean found = new Folder(root, sink, places, folder, server.isPresent()).read(seen);
                if (!found && server.isPresent() && seen.add(folder)) {
                    sink.incomplete(
                            ServiceType.MYSQL,
                            folder,
                            server.get().why() + "; and its folder has no table of accounts that can be read");
                }
            }
        }
    }

    private static String realPath(RootFs root, String folder) {
        return root.stat(folder) instanceof RootFs.Stat.Found found
                ? found.info().realPath()
                : folder;
    }

    /** One data folder. */
    private final class Folder {
        private final RootFs root;
        private final AccountSink sink;
        private final Places places;
        private final String folder;
        private final boolean running;

        Folder(RootFs root, AccountSink sink, Places places, String folder, boolean running) {
            this.root = root;
            this.sink = sink;
            this.places = places;
            this.folder = folder;
            this.running = running;
        }

        /** Whether a table of accounts stands in it, read or told as not read; each file is read once. */
        boolean read(Set<String> seen) {
            for (TableForm form : FORMS) {
                if (places.isThere(folder + form.path())) {
                    read(form, seen);
                    return true;
                }
            }
            List<String> unknown = new ArrayList<>(UNKNOWN_FORMS);
            unknown.removeIf(name -> !places.isThere(folder + name));
            for (String name : unknown) {
                if (seen.add(folder + name)) {
                    sink.incomplete(
                            ServiceType.MYSQL,
                            folder + name,
                            "grant tables of this kind of server cannot be read yet: its accounts are not tested");
                }
            }
            return !unknown.isEmpty();
        }

        private void read(TableForm form, Set<String> seen) {
            StoreFile.open(root, folder + form.path(), form.limits(), ServiceType.MYSQL, sink)
                    .ifPresent(opened -> {
                        try (StoreFile data = opened) {
                            if (seen.add(data.realPath())) {
                                read(form, data);
                            }
                        }
                    });
        }

        private void read(TableForm form, StoreFile data) {
            try {
                form.read(
                        new TableForm.Files(root, sink, folder, data, running),
                        new TableAccounts(sink, data.path(), clock, text -> data.diagnostic(0, text)));
                data.covered();
            } catch (DamagedTable damaged) {
                data.incomplete(damaged.reason());
            } catch (IOException failed) {
                data.incomplete("reading failed");
            }
        }
    }
}
