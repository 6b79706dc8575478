package dev.watchword.account;

import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;

/** Reads one kind of credential store wherever it stands in a root file system. Stateless, safe for concurrent use. */
public interface AccountStore {

    /** The store's name in a few words, for {@code formats} and diagnostics. */
    String title();

    ServiceType service();

    /**
     * Names of files that {@link #read} will probably open: a hint that saves time on a root that is read from front to
     * back, and never a bound on what may be opened.
     */
    default Interest interest() {
        return Interest.NONE;
    }

    /**
     * Finds and reads every store of this kind in the root. Never throws for what the files hold: bad parts become
     * diagnostics, unreadable stores are incomplete, and a store that is not there is nothing.
     */
    void read(RootFs root, AccountSink sink);
}
