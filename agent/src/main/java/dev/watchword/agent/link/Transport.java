package dev.watchword.agent.link;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Carries bytes to the server and back, without any trust in them. A simulation has its own. */
public interface Transport extends AutoCloseable {

    /**
     * Sends one request and waits for its answer, for a bounded time.
     *
     * @throws IOException when no whole answer came; the request may have arrived all the same
     * @throws InterruptedException when the agent is told to stop
     */
    Reply send(Outgoing request) throws IOException, InterruptedException;

    /** Gives connections up. */
    @Override
    default void close() {}

    /**
     * A request.
     *
     * @param method {@code GET} or {@code POST}
     * @param path of the API, percent-encoded
     * @param query percent-encoded, {@code ""} without one
     * @param headers besides the transport's own
     * @param body empty without one
     * @param mostBytes the largest answer that is read
     */
    record Outgoing(String method, String path, String query, Map<String, String> headers, byte[] body, int mostBytes) {

        public Outgoing {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param headers the first of each name, names in lower case
     * @param body whole
     */
    record Reply(int status, Map<String, String> headers, byte[] body) {

        public Reply {
            headers = Map.copyOf(headers);
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        @Override
        public String toString() {
            return "answer " + status;
        }
    }
}
