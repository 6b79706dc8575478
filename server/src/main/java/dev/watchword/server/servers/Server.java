package dev.watchword.server.servers;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A host that is not retired, as far as ECS v1 asks.
 *
 * @param id a UUID
 * @param projectId its project
 * @param enterpriseProjectId {@code 0} is the default one
 * @param name the host's own
 * @param privateIp what it uses towards the server
 * @param publicIp {@code ""} when nobody set one
 * @param osType {@code Linux} or {@code Windows}
 * @param osName e.g. {@code Debian}
 * @param osVersion e.g. {@code 13}
 * @param agentId {@code ""} without an agent
 * @param createdAt epoch milliseconds
 * @param lastSeenAt epoch milliseconds
 * @param status see {@link Status}
 */
public record Server(
        String id,
        String projectId,
        String enterpriseProjectId,
        String name,
        String privateIp,
        String publicIp,
        String osType,
        String osName,
        String osVersion,
        String agentId,
        long createdAt,
        long lastSeenAt,
        Status status) {

    /** An agent that was silent for longer is not counted on; it reports about once a minute. */
    public static final Duration SILENCE = Duration.ofMinutes(5);

    /** What is known of a host whose power nobody but its agent can see. */
    public enum Status {
        /** Its agent reported within {@link #SILENCE}. */
        ACTIVE,
        /** It was asked to restart and has not said that it did. */
        REBOOT,
        /** The same, without waiting for its programs to end. */
        HARD_REBOOT,
        /** Nothing was heard of it: it may be off, or cut off. */
        UNKNOWN
    }

    /** The last moment at which an agent that counts as live was seen, at the latest. */
    static long liveSince(Instant now) {
        return now.minus(SILENCE).toEpochMilli();
    }

    /** Whether its agent can be counted on to hear of a command soon. */
    public boolean isLive(Instant now) {
        return !agentId.isEmpty() && lastSeenAt >= liveSince(now);
    }

    /** Whether it runs Windows, where no password can be reset. */
    public boolean isWindows() {
        return osType.toLowerCase(Locale.ROOT).equals("windows");
    }
}
