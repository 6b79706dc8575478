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
        stores.forEach(store -> store.read(root, sink));
        Set<String> titles = stores.stream().map(AccountStore::title).collect(Collectors.toSet());
        // readers of files in any case: the path of a socket in a container means another one out here
        List<AccountStore> inside =
                all().stream().filter(store -> titles.contains(store.title())).toList();
        Containers.read(root, sink, (container, told) -> inside.forEach(store -> store.read(container, told)));
    }

    /** The files that any of these stores will probably open. */
    public static Interest interest(List<AccountStore> stores) {
        return stores.stream().map(AccountStore::interest).reduce(Interest.NONE, Interest::and);
    }
}
