package dev.watchword.server;

import dev.watchword.server.settings.Settings;
import dev.watchword.server.weakpasswords.Intake;

/**
 * Every feature, built once on the same parts. The order is the order in which they need each other.
 *
 * @param parts what they stand on
 * @param settings of projects
 * @param intake of agents' reports
 */
public record Features(Parts parts, Settings settings, Intake intake) {

    /** Builds them all. */
    public static Features on(Parts parts) {
        return new Features(parts, new Settings(parts), new Intake(parts.atRest()));
    }
}
