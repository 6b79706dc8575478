package dev.watchword.server.bootstrap;

import org.jdbi.v3.core.Handle;

/** What every new account has: its groups, identity policies and rules. */
@FunctionalInterface
public interface AccountDefaults {

    /**
     * Creates them, in the caller's own transaction.
     *
     * @param now epoch milliseconds
     */
    void create(Handle handle, String domainId, long now);
}
