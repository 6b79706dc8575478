package dev.watchword.server;

import dev.watchword.server.database.Database;
import dev.watchword.server.secrets.AtRest;
import java.time.InstantSource;

/**
 * What every feature stands on.
 *
 * @param database the state
 * @param atRest encrypts what must be readable again
 * @param clock the time; tests move it
 */
public record Parts(Database database, AtRest atRest, InstantSource clock) {

    /** Epoch milliseconds. */
    public long now() {
        return clock.millis();
    }
}
