package dev.watchword.agent.run;

import dev.watchword.protocol.ScanBounds;
import java.time.Duration;

/**
 * How an agent runs.
 *
 * @param version the agent's own, as the server is told
 * @param longestInterval heartbeats are at most so far apart, whatever the server says
 * @param poll how often it looks for what changed on this machine
 * @param bounds of its scans, as the server is told
 */
public record AgentSettings(String version, Duration longestInterval, Duration poll, ScanBounds bounds) {

    /** The same without a word on bounds. */
    public AgentSettings(String version, Duration longestInterval, Duration poll) {
        this(version, longestInterval, poll, ScanBounds.UNTOLD);
    }

    /** The defaults of this version. */
    public static AgentSettings of(String version) {
        return new AgentSettings(version, Duration.ofHours(1), Duration.ofSeconds(5));
    }

    /** The same with these bounds. */
    AgentSettings bounded(ScanBounds told) {
        return new AgentSettings(version, longestInterval, poll, told);
    }
}
