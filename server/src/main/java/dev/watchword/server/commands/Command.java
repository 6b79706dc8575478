package dev.watchword.server.commands;

/**
 * Something that an agent is asked to do.
 *
 * @param id a UUID, which the agent's answer names
 * @param hostId for which host
 * @param kind what, e.g. {@code scan}, {@code reset}, {@code reboot}, {@code dry_run}
 * @param payload JSON in the form of its kind; never a clear secret
 * @param createdAt epoch milliseconds
 * @param expiresAt epoch milliseconds; it is not handed out after
 */
public record Command(String id, String hostId, String kind, String payload, long createdAt, long expiresAt) {}
