package dev.watchword.server;

import dev.watchword.server.settings.Settings;
import dev.watchword.server.weakpasswords.Intake;
import dev.watchword.server.weakpasswords.WeakPasswordList;

/**
 * Every feature, built once on the same parts. The order is the order in which they need each other.
 *
 * @param parts what they stand on
 * @param settings of projects
 * @param intake of agents' reports
 * @param weakPasswords the vendor's list of hosts with weak passwords
 */
public record Features(Parts parts, Settings settings, Intake intake, WeakPasswordList weakPasswords) {

    /** Builds them all. */
    public static Features on(Parts parts) {
        return new Features(parts, new Settings(parts), new Intake(parts.atRest()), new WeakPasswordList(parts));
    }
}
