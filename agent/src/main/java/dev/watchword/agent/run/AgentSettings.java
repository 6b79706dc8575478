package dev.watchword.agent.run;

import java.time.Duration;

/**
 * How an agent runs.
 *
 * @param version the agent's own, as the server is told
 * @param longestInterval heartbeats are at most so far apart, whatever the server says
 * @param poll how often it looks for what changed on this machine
 */
public record AgentSettings(String version, Duration longestInterval, Duration poll) {

    /** The defaults of this version. */
    public static AgentSettings of(String version) {
        return new AgentSettings(version, Duration.ofHours(1), Duration.ofSeconds(5));
    }
}
