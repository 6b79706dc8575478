package dev.watchword.protocol;

/**
 * A new key for a fleet that has none. The first one counts.
 *
 * @param keyId of the key that the agent made
 */
public record FleetKeyProposal(String keyId) {}
