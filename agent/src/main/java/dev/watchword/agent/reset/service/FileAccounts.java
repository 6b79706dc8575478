package dev.watchword.agent.reset.service;

import dev.watchword.rootfs.RootFs;
import java.util.List;

/** Finds accounts of one kind of service in its files. Has no state. */
@FunctionalInterface
interface FileAccounts {

    /** All that have this name, of all servers of this kind. */
    Found named(RootFs root, String name);

    /**
     * What was found.
     *
     * @param complete whether all was read where such an account may stand
     */
    record Found(List<StoredAccount> accounts, boolean complete) {

        public Found {
            accounts = List.copyOf(accounts);
        }
    }
}
