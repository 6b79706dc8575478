package dev.watchword.protocol;

/**
 * A {@link SealedFleetKey} for another agent.
 *
 * @param recipientId whom it is for
 * @param keyId which key
 * @param sealed its text
 */
public record FleetKeyCopy(String recipientId, String keyId, String sealed) {}
