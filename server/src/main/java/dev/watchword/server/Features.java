package dev.watchword.server;

import dev.watchword.server.settings.Settings;
import dev.watchword.server.weakpasswords.WeakPasswords;

/**
 * Every feature, built once on the same parts. The order is the order in which they need each other.
 *
 * @param parts what they stand on
 * @param settings of projects
 * @param weakPasswords what scans found
 */
public record Features(Parts parts, Settings settings, WeakPasswords weakPasswords) {

    /** Builds them all. */
    public static Features on(Parts parts) {
        return new Features(parts, new Settings(parts), WeakPasswords.on(parts));
    }
}
