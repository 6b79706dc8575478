package dev.watchword.server.agents;

import dev.watchword.protocol.ResetTerms;
import dev.watchword.server.http.Json;
import dev.watchword.server.resets.Sealing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Seals new passwords for the key of the agent that speaks for a host now, signed with the server's command key. Safe for
 * use by many threads.
 *
 * @param agents who speaks for which host
 * @param keys the server's
 */
public record AgentSealing(Agents agents, ServerKeys keys) implements Sealing {

    @Override
    public Optional<String> seal(Handle handle, ResetTerms terms, byte[] password) {
        return trusted(handle, terms.hostId())
                .map(agent -> keys.resetSealer(handle)
                        .seal(terms, agent.sealing(), password)
                        .toText())
                .map(envelope ->
                        new String(Json.write(Json.object().put("envelope", envelope)), StandardCharsets.UTF_8));
    }

    @Override
    public boolean isPossible(Handle handle, String hostId) {
        return trusted(handle, hostId).isPresent();
    }

    /** A key that two machines seem to use is told no new password. */
    private Optional<Agent> trusted(Handle handle, String hostId) {
        return agents.ofHost(handle, hostId).filter(agent -> !agent.suspectedClone());
    }
}
