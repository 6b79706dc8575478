package dev.watchword.server.http;

/** Keeps one caller from taking everybody's turn. Safe for use by many threads. */
public interface Throttle {

    /**
     * Returns when the call may go on.
     *
     * @throws ApiError 429 {@code APIGW.0308} when there were too many
     */
    void admit(Route route, Caller caller);
}
