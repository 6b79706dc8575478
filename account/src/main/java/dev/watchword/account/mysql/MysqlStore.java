package dev.watchword.account.mysql;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountStore;
import dev.watchword.account.Exposure;
import dev.watchword.account.FoundText;
import dev.watchword.account.Owner;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.account.StoreRef;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts of MariaDB servers from 10.4 on, from the files of their data folders, named {@code user@host}. Grant tables of
 * other servers are found, and told as not read.
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

    private static final FileLimits TABLE = new FileLimits(64L << 20, 64 << 10);

    private final InstantSource clock;

    public MysqlStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String title() {
        return "MariaDB grant tables";
    }

    @Override
    public ServiceType service() {
        return ServiceType.MYSQL;
    }

    @Override
    public Interest interest() {
        return new Interest(Set.of("global_priv.MAD", "global_priv.MAI"), Set.of(".cnf"));
    }

    @Override
    public void read(RootFs root, AccountSink sink) {
        Places places = new Places(root, ServiceType.MYSQL, sink, false);
        List<String> folders = new ArrayList<>(OptionFiles.dataFolders(root, sink));
        folders.addAll(places.matching(USUAL_FOLDERS));
        Set<String> seen = new LinkedHashSet<>();
        for (String folder : folders) {
            String data = folder + "/mysql/global_priv.MAD";
            if (places.isThere(data)) {
                readGlobalPriv(root, sink, folder, seen);
            } else {
                tellOthers(places, sink, folder, seen);
            }
        }
    }

    private static void tellOthers(Places places, AccountSink sink, String folder, Set<String> seen) {
        for (String name : List.of("/mysql/user.MYD", "/mysql.ibd", "/mysql/user.ibd", "/mysql/global_priv.ibd")) {
            if (places.isThere(folder + name) && seen.add(folder + name)) {
                sink.incomplete(
                        ServiceType.MYSQL,
                        folder + name,
                        "grant tables of this kind of server cannot be read yet: its accounts are not tested");
            }
        }
    }

    private void readGlobalPriv(RootFs root, AccountSink sink, String folder, Set<String> seen) {
        String table = folder + "/mysql/global_priv";
        StoreFile.open(root, table + ".MAD", TABLE, ServiceType.MYSQL, sink).ifPresent(opened -> {
            try (StoreFile file = opened) {
                if (seen.add(file.realPath())) {
                    readGlobalPriv(root, sink, file, table + ".MAI");
                }
            }
        });
    }

    private void readGlobalPriv(RootFs root, AccountSink sink, StoreFile data, String indexPath) {
        try {
            Optional<byte[]> index = index(root, sink, indexPath);
            byte[] pages = data.input().readAllBytes();
            if (data.input().exceeded()) {
                data.incomplete("larger than the limit of " + TABLE.maxBytes() + " bytes");
                return;
            }
            if (index.isEmpty()) {
                data.incomplete("its index file " + FoundText.quoted(indexPath) + " cannot be read");
                return;
            }
            GlobalPrivFile.read(index.get(), pages, row -> tell(sink, data, row));
            data.covered();
        } catch (DamagedTable damaged) {
            data.incomplete(damaged.reason());
        } catch (IOException failed) {
            data.incomplete("reading failed");
        }
    }

    private static Optional<byte[]> index(RootFs root, AccountSink sink, String path) throws IOException {
        Optional<StoreFile> opened = StoreFile.open(root, path, TABLE, ServiceType.MYSQL, sink);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (StoreFile file = opened.get()) {
            byte[] head = file.input().readNBytes(AriaIndex.HEAD_BYTES);
            return Optional.of(head);
        }
    }

    private void tell(AccountSink sink, StoreFile file, GrantRow row) {
        String name = FoundText.decode(row.user()) + "@" + FoundText.decode(row.host());
        Optional<Grant> read = PrivJson.read(row.priv());
        if (read.isEmpty()) {
            file.diagnostic(0, "the privileges of " + FoundText.quoted(name) + " are not the JSON they should be");
            return;
        }
        Grant grant = read.get();
        if (!grant.role()) {
            sink.account(new Account(
                    ServiceType.MYSQL,
                    name,
                    new StoreRef(file.path(), 0),
                    grant.state(),
                    grant.credentials(),
                    lastChanged(grant.changedAt()),
                    Owner.UNKNOWN,
                    exposure(FoundText.decode(row.host())),
                    grant.privileged()));
        }
    }

    private Optional<LocalDate> lastChanged(long seconds) {
        return seconds <= 0 || seconds > clock.instant().getEpochSecond()
                ? Optional.empty()
                : Optional.of(LocalDate.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
    }

    private static Exposure exposure(String host) {
        boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        return local ? Exposure.LOCAL : Exposure.REMOTE;
    }
}
