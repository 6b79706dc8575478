package dev.watchword.account;

import dev.watchword.rootfs.RootFs;

/** Reads one kind of credential store wherever it stands in a root file system. Stateless, safe for concurrent use. */
public interface AccountStore {

    /** The store's name in a few words, for {@code formats} and diagnostics. */
    String title();

    ServiceType service();

    /**
     * Finds and reads every store of this kind in the root. Never throws for what the files hold: bad parts become
     * diagnostics, unreadable stores are incomplete, and a store that is not there is nothing.
     */
    void read(RootFs root, AccountSink sink);
}
