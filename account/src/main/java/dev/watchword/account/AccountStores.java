package dev.watchword.account;

import dev.watchword.account.apache.ApacheStore;
import dev.watchword.account.mysql.MysqlStore;
import dev.watchword.account.nginx.NginxStore;
import dev.watchword.account.postgresql.PostgresqlStore;
import dev.watchword.account.proftpd.ProftpdStore;
import dev.watchword.account.pureftpd.PureFtpdStore;
import dev.watchword.account.redis.RedisStore;
import dev.watchword.account.running.Containers;
import dev.watchword.account.shadow.ShadowStore;
import dev.watchword.account.snmp.SnmpStore;
import dev.watchword.account.tomcat.TomcatStore;
import dev.watchword.account.vsftpd.VsftpdStore;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every kind of store that this build can read. */
public final class AccountStores {

    private static final System.Logger LOG = System.getLogger(AccountStores.class.getName());

    private static final List<AccountStore> OF_FILES = builtIn(RunningTables.FORBIDDEN);

    private AccountStores() {}

    /** The built-in list: adding a store is one folder and one line here. */
    private static List<AccountStore> builtIn(RunningTables tables) {
        return List.of(
                new ShadowStore(InstantSource.system()),
                new RedisStore(),
                new TomcatStore(),
                new VsftpdStore(),
                new ProftpdStore(),
                new PureFtpdStore(),
                new MysqlStore(InstantSource.system(), tables),
                new ApacheStore(),
                new NginxStore(),
                new SnmpStore(),
                new PostgresqlStore(InstantSource.system(), tables));
    }

    /** Readers of files, which open no session. */
    public static List<AccountStore> all() {
        return OF_FILES;
    }

    /**
     * The same, where running servers are asked for what their files do not tell while they run.
     *
     * @param tables how they are asked
     */
    public static List<AccountStore> asking(RunningTables tables) {
        return builtIn(tables);
    }

    /**
     * Reads every store of a root; on a live machine also those of its containers, which are named before the paths of their stores.
     */
    public static void read(List<AccountStore> stores, RootFs root, AccountSink sink) {
        stores.forEach(store -> read(store, root, sink));
        Set<String> titles = stores.stream().map(AccountStore::title).collect(Collectors.toSet());
        // readers of files in any case: the path of a socket in a container means another one out here
        List<AccountStore> inside =
                all().stream().filter(store -> titles.contains(store.title())).toList();
        Containers.read(root, sink, (container, told) -> inside.forEach(store -> read(store, container, told)));
    }

    /** Reads one store. A fault of its reader is told as incomplete, so that what somebody wrote into one store keeps no other from being read. */
    public static void read(AccountStore store, RootFs root, AccountSink sink) {
        try {
            store.read(root, sink);
        } catch (RuntimeException fault) {
            // its message may hold what was read
            StackTraceElement[] trace = fault.getStackTrace();
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the reader of {0} failed: {1} at {2}",
                    store.title(),
                    fault.getClass().getName(),
                    trace.length > 0 ? trace[0] : "an unknown place");
            sink.incomplete(
                    store.service(), store.title(), "the reader failed: what it had not told yet is not tested");
        }
    }

    /** The files that any of these stores will probably open. */
    public static Interest interest(List<AccountStore> stores) {
        return stores.stream().map(AccountStore::interest).reduce(Interest.NONE, Interest::and);
    }
}
