package dev.watchword.agent.identity;

import dev.watchword.protocol.AgentKeys;
import dev.watchword.protocol.VerificationKey;
import java.util.List;
import java.util.Set;

/**
 * What makes this machine a member of a fleet. Prints no key.
 *
 * @param server where
 * @param agentId names the key pair
 * @param hostId the host that it speaks for
 * @param role what its token made it: {@code host}, or {@code scanner} for one that reads images too
 * @param keys its own; they never leave the machine
 * @param serverKeys what it trusts, the current one first
 * @param localKey 32 bytes that seal what is kept on this machine's disk
 */
public record Membership(
        ServerAddress server,
        String agentId,
        String hostId,
        String role,
        AgentKeys keys,
        List<VerificationKey> serverKeys,
        byte[] localKey) {

    public Membership {
        serverKeys = List.copyOf(serverKeys);
        if (serverKeys.isEmpty()) {
            throw new IllegalArgumentException("an agent trusts at least one server key");
        }
    }

    /** The keys that a good answer is signed with. */
    public Set<VerificationKey> trusted() {
        return Set.copyOf(serverKeys);
    }

    /** What people compare: the fingerprint of the server's current key. */
    public String fingerprint() {
        return serverKeys.getFirst().fingerprint();
    }

    /** Whether it reads images for the server. */
    public boolean readsImages() {
        return role.equals("scanner");
    }

    /** The same with other trusted keys. */
    public Membership trusting(List<VerificationKey> keys) {
        return new Membership(server, agentId, hostId, role, this.keys, keys, localKey);
    }

    /** The same with other keys of its own. */
    public Membership keyed(AgentKeys changed) {
        return new Membership(server, agentId, hostId, role, changed, serverKeys, localKey);
    }

    @Override
    public String toString() {
        return "agent " + agentId + " of host " + hostId + " at " + server.url();
    }
}
