package dev.watchword.agent.images;

import dev.watchword.protocol.ImageJobResult;
import java.util.Optional;

/** Where jobs on images are done beside the loop, one at a time. Called by the loop's thread only; tests have their own. */
public interface JobRunner extends AutoCloseable {

    /** Begins a job; none may be under way. */
    void begin(ImageTask task);

    /** How the job ended, once. */
    Optional<ImageJobResult> ended();

    /** Gives the job up, whatever it is doing; its end is not told. */
    void drop();

    /** There is no more work for now: what the work holds may be given back. */
    void rest();

    @Override
    void close();
}
