package dev.watchword.server.agents;

import dev.watchword.protocol.SealingKey;
import dev.watchword.protocol.VerificationKey;

/**
 * An enrolled agent: one key pair that speaks for one host.
 *
 * @param id a UUID
 * @param projectId of the host
 * @param hostId for which it speaks; no request says another
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
        VerificationKey signing,
        SealingKey sealing,
        boolean active,
        long counter,
        boolean suspectedClone,
        String bootId) {}
