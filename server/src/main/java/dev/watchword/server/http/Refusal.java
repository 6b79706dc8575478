package dev.watchword.server.http;

/** How a route says no, when not in its service's JSON. Safe for use by many threads. */
@FunctionalInterface
public interface Refusal {

    /**
     * The answer.
     *
     * @param head what was called; its body and the variables of its path may not have been read
     */
    Answer of(ApiError error, RawCall head, String requestId);
}
