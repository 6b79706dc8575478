package dev.watchword.audit;

import dev.watchword.account.AccountSink;
import dev.watchword.account.AccountStore;
import dev.watchword.account.AccountStores;
import dev.watchword.account.session.LocalSessions;
import dev.watchword.rootfs.RootFolder;
import dev.watchword.rootfs.RootFs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** How a machine or a folder is looked through, whoever asks for it: the command as well as the agent. */
public final class HostInventory {

    private HostInventory() {}

    /**
     * Opens the root that is read; the caller closes it.
     *
     * @param remarks hears what the reader of the report should know of it
     */
    public static RootFs open(Path root, Consumer<String> remarks) {
        return RootFolder.open(root, remarks);
    }

    /**
     * Reads every store; on a live machine also those of its containers, and those that running servers name.
     *
     * @param wanted which stores
     * @param sessions how running servers are asked for what their files do not tell while they run; empty when only files may be
     *     read
     */
    public static void read(
            RootFs root, Predicate<AccountStore> wanted, Optional<LocalSessions> sessions, AccountSink sink) {
        List<AccountStore> stores = sessions.map(AccountStores::asking).orElseGet(AccountStores::all).stream()
                .filter(wanted)
                .toList();
        AccountStores.read(stores, root, sink);
    }
}
