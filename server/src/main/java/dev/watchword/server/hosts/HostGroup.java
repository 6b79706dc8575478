package dev.watchword.server.hosts;

/**
 * Hosts that share a dictionary, a schedule and the password rules that they shall have.
 *
 * @param id a UUID
 * @param projectId whose
 * @param enterpriseProjectId {@code 0} is the default one
 * @param name unique in the project
 * @param description free text
 * @param supportOs {@code Linux} or {@code Windows}
 * @param defaultGroup whether it is the one of every host without a group of its own; it cannot be deleted
 * @param createdAt epoch milliseconds
 */
public record HostGroup(
        String id,
        String projectId,
        String enterpriseProjectId,
        String name,
        String description,
        String supportOs,
        boolean defaultGroup,
        long createdAt) {}
