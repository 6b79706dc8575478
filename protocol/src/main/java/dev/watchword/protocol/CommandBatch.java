package dev.watchword.protocol;

import java.util.List;

/**
 * What an agent is asked to do, oldest first. It comes with an {@link AnswerSignature}; without a good one nothing in it
 * is done. A command is handed out until it is answered, so an agent remembers which it took.
 *
 * @param hostId for which host; the agent's own
 * @param serverTime epoch milliseconds
 * @param commands at most a hundred
 */
public record CommandBatch(String hostId, long serverTime, List<Command> commands) {

    public CommandBatch {
        commands = List.copyOf(commands);
    }

    /**
     * @param id a UUID, which the answer names
     * @param kind what, e.g. {@code scan}, {@code reset}
     * @param payload JSON in the form of its kind
     * @param createdAt epoch milliseconds
     * @param expiresAt epoch milliseconds; too late from then on
     */
    public record Command(String id, String kind, String payload, long createdAt, long expiresAt) {

        @Override
        public String toString() {
            return kind + " " + id;
        }
    }
}
