package dev.watchword.server.commands;

import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Which feature hears what an agent answered, by the command's kind.
 *
 * @param listeners one a kind
 */
public record CommandAnswers(Map<String, Listener> listeners) {

    public CommandAnswers {
        listeners = Map.copyOf(listeners);
    }

    /** The feature that sent such commands. */
    public interface Listener {

        /**
         * Takes an answer, in the transaction that also closes the command. May run more than once.
         *
         * @param state {@code delivered} and what else its kind knows; {@code done} and {@code failed} are the last
         * @param detail JSON in the form of its kind; never a secret
         * @return whether the command is finished, so that it is closed
         */
        boolean answered(Handle handle, Command command, String state, String detail, long now);
    }
}
