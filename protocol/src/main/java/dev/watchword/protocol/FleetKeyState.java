package dev.watchword.protocol;

/**
 * What an agent that shares a key with its fleet says of it.
 *
 * @param holds the id of the {@link FleetKey} that it has, {@code ""} for none
 * @param unusable the agent whose sealed copy it could not open, {@code ""} for none
 */
public record FleetKeyState(String holds, String unusable) {}
