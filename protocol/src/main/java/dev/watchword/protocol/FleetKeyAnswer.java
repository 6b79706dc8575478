package dev.watchword.protocol;

import java.util.List;

/**
 * How it stands with the key of the agent's fleet.
 *
 * @param projectId whose agents share the key
 * @param keyId of the key that holds now, {@code ""} when there is none: then the agent may propose one
 * @param waitSeconds until the agent asks again; it adds up to half of it at random
 * @param copies the key sealed for this agent, at most one
 * @param recipients agents to seal the key for
 */
public record FleetKeyAnswer(
        String projectId, String keyId, int waitSeconds, List<Copy> copies, List<Recipient> recipients) {

    public FleetKeyAnswer {
        copies = List.copyOf(copies);
        recipients = List.copyOf(recipients);
    }

    /**
     * A {@link SealedFleetKey} for the agent that asks.
     *
     * @param senderId the agent that sealed it
     * @param senderKey Base64 of the key that it signs with
     * @param sealed its text
     */
    public record Copy(String senderId, String senderKey, String sealed) {}

    /**
     * An agent that lacks the key.
     *
     * @param agentId its id
     * @param sealingKey Base64 of the key to seal for it with
     */
    public record Recipient(String agentId, String sealingKey) {}
}
