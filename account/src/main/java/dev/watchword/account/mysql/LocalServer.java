package dev.watchword.account.mysql;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.Exposure;
import dev.watchword.account.Owner;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.rootfs.RootFs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a root's MariaDB servers may be spoken to, and what they say of an account. Has no state. */
public final class LocalServer {

    private static final List<String> SOCKETS = List.of(
            "/run/mysqld/mysqld.sock",
            "/var/run/mysqld/mysqld.sock",
            "/run/mariadb/mariadb.sock",
            "/var/lib/mysql/mysql.sock",
            "/tmp/mysql.sock");

    private LocalServer() {}

    /** Sockets that option files name and those at usual places, as paths that may not be there. */
    public static List<String> sockets(RootFs root, AccountSink sink) {
        List<String> sockets = new ArrayList<>(OptionFiles.sockets(root, sink));
        sockets.addAll(SOCKETS);
        return sockets.stream().distinct().toList();
    }

    /** Data folders that option files name and those at usual places that are there. */
    public static List<String> dataFolders(RootFs root, AccountSink sink) {
        List<String> folders = new ArrayList<>(OptionFiles.dataFolders(root, sink));
        folders.addAll(new Places(root, ServiceType.MYSQL, sink, false).matching(MysqlStore.USUAL_FOLDERS));
        return folders.stream()
                .distinct()
                .filter(folder -> root.stat(folder) instanceof RootFs.Stat.Found)
                .toList();
    }

    /**
     * An account as a row of {@code mysql.global_priv} tells it.
     *
     * @param name {@code user@host}
     * @param priv the column {@code Priv}
     * @return empty when that is no such JSON, or the account is a role
     */
    public static Optional<Account> account(String name, byte[] priv) {
        return PrivJson.read(priv)
                .filter(grant -> !grant.role())
                .map(grant -> new Account(
                        ServiceType.MYSQL,
                        name,
                        new StoreRef("mysql.global_priv", 0),
                        grant.state(),
                        grant.credentials(),
                        Optional.empty(),
                        Owner.UNKNOWN,
                        Exposure.UNKNOWN,
                        grant.privileged()));
    }
}
