package dev.watchword.server.hosts;

/**
 * A host as the vendor's list knows it.
 *
 * @param id a UUID
 * @param name as its agent says
 * @param agentId {@code ""} without one
 * @param privateIp its address towards the server
 * @param publicIp {@code ""} unless somebody set it
 * @param enterpriseProjectId {@code 0} is the default one
 * @param osType {@code Linux} or {@code Windows}
 * @param osName e.g. {@code Debian}
 * @param osVersion e.g. {@code 13}
 * @param groupId its host group
 * @param groupName that group's name
 * @param agentVersion {@code ""} without one
 * @param agentStatus {@code not_installed}, {@code online} or {@code offline}
 * @param detectResult {@code undetected}, {@code scanning}, {@code risk} or {@code clean}
 * @param risks accounts with a weak password
 * @param createdAt epoch milliseconds
 * @param lastSeenAt epoch milliseconds
 */
record HostState(
        String id,
        String name,
        String agentId,
        String privateIp,
        String publicIp,
        String enterpriseProjectId,
        String osType,
        String osName,
        String osVersion,
        String groupId,
        String groupName,
        String agentVersion,
        String agentStatus,
        String detectResult,
        int risks,
        long createdAt,
        long lastSeenAt) {}
