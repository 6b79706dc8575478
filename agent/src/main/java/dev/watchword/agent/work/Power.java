package dev.watchword.agent.work;

import java.io.IOException;

/** Restarts the machine. */
@FunctionalInterface
public interface Power {

    /**
     * Begins a restart and returns; the machine goes down soon after.
     *
     * @param hard at once, without letting services end
     * @throws IOException when it cannot
     */
    void restart(boolean hard) throws IOException;
}
