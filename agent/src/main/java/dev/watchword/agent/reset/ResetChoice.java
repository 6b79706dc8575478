package dev.watchword.agent.reset;

import java.util.Set;

/**
 * What the machine's operator lets resets do.
 *
 * @param services whose accounts may be reset besides the system's, e.g. {@code redis}
 * @param throughPam whether the host's own program sets passwords of the system's accounts, so that the host's policy holds; else
 *     the agent writes the shadow file itself
 */
public record ResetChoice(Set<String> services, boolean throughPam) {

    /** The system's accounts alone, whatever the host's policy is. */
    public static final ResetChoice DEFAULT = new ResetChoice(Set.of(), false);

    public ResetChoice {
        services = Set.copyOf(services);
    }
}
