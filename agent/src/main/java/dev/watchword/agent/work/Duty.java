package dev.watchword.agent.work;

import dev.watchword.agent.link.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Work of a kind of its own that goes on beside commands and scans, in the loop's turns. Called by the loop's thread only. */
public interface Duty extends AutoCloseable {

    /**
     * Does what is due; what takes long goes on elsewhere.
     *
     * @return the call that failed, after which there is no other in this turn; empty when all went well
     * @throws IOException when the disk fails
     * @throws InterruptedException when the agent is told to stop
     */
    Optional<Outcome> turn() throws IOException, InterruptedException;

    /** How long nothing of it is due. */
    Duration pause();

    /** Gives up what is under way. */
    @Override
    void close();
}
