package dev.watchword.agent.work;

import dev.watchword.protocol.CommandAnswer;
import java.io.IOException;

/**
 * Takes answers to commands. They reach the server in the order in which they were given, each at least once, however long the server
 * is away. Safe for use by many threads.
 */
public interface Answers {

    /**
     * Keeps an answer. When this returns it is durable, and goes out by itself.
     *
     * @param commandId of the command that it answers
     * @throws IOException when it could not be made durable
     */
    void give(String commandId, CommandAnswer answer) throws IOException;
}
