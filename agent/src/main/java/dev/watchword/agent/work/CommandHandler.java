package dev.watchword.agent.work;

import dev.watchword.protocol.CommandBatch;
import java.io.IOException;

/**
 * Does one kind of command. The agent's loop calls it from one thread only, and goes on when it returns: what takes long is begun
 * here and ended elsewhere.
 */
public interface CommandHandler {

    /** Which kind, e.g. {@code scan} or {@code reset}; one handler a kind. */
    String kind();

    /**
     * Takes a command, which came signed by the server, for this host, and before it expired. The server hands it out again until an
     * answer of {@code done} or {@code failed} (or what else ends its kind) has arrived there; the loop leaves out those that this
     * process gave such an answer, so a handler meets a command again only after a restart or while it is under way.
     *
     * @throws IOException when the disk fails; the command comes again
     */
    void take(CommandBatch.Command command, Answers answers) throws IOException;

    /**
     * Ends what an earlier process began, once, before the first command is taken.
     *
     * @throws IOException when the disk fails; the agent does not start then
     */
    default void resume(Answers answers) throws IOException {}

    /**
     * Sees every signed list whole, before its commands are taken: what is missing in it was taken back, and its time is the
     * server's.
     *
     * @param askedElapsed the machine's steady clock right before the server was asked, nanoseconds
     * @param askedWall its wall clock then, epoch milliseconds
     * @throws IOException when the disk fails; the next list comes soon
     */
    default void heard(CommandBatch batch, long askedElapsed, long askedWall, Answers answers) throws IOException {}
}
