package dev.watchword.server.resets;

import dev.watchword.protocol.ResetTerms;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Seals new passwords for the agents of hosts, in the caller's own transaction. Safe for use by many threads. */
public interface Sealing {

    /** Where no agent can enrol. */
    Sealing NOBODY = new Sealing() {
        @Override
        public Optional<String> seal(Handle handle, ResetTerms terms, byte[] password) {
            return Optional.empty();
        }

        @Override
        public boolean isPossible(Handle handle, String hostId) {
            return false;
        }
    };

    /**
     * The envelope as the payload of a command, JSON; empty when the host has no enrolled agent.
     *
     * @param password UTF-8, 1 to 512 bytes without NUL, CR and LF; stays the caller's, who wipes it
     */
    Optional<String> seal(Handle handle, ResetTerms terms, byte[] password);

    /** Whether the host has an enrolled agent that a password can be sealed for. */
    boolean isPossible(Handle handle, String hostId);
}
