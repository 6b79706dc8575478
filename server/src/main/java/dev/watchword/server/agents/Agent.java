package dev.watchword.server.agents;

import dev.watchword.protocol.SealingKey;
import dev.watchword.protocol.VerificationKey;

/**
 * An enrolled agent: one key pair that speaks for one host.
 *
 * @param id a UUID
 * @param projectId of the host
 * @param hostId for which it speaks; no request says another
 * @param role what it is for: {@code host} or {@code scanner}
 * @param signing proves its requests
 * @param sealing seals for it
 * @param active whether it may call; not when it was revoked or replaced, or its host was retired
 * @param counter the highest of its requests that changed something
 * @param suspectedClone whether two machines seem to use its key
 * @param bootId of its machine, as last heard
 */
public record Agent(
        String id,
        String projectId,
        String hostId,
        String role,
        VerificationKey signing,
        SealingKey sealing,
        boolean active,
        long counter,
        boolean suspectedClone,
        String bootId) {

    /** Watches the machine that it stands on. */
    public static final String HOST = "host";

    /** Does that, and reads images that the server names. */
    public static final String SCANNER = "scanner";

    /** Whether it may be told what registries ask for: a scanner whose key nobody else seems to have. */
    public boolean readsImages() {
        return active && role.equals(SCANNER) && !suspectedClone;
    }
}
