package dev.watchword.server.http;

import java.util.Optional;

/** Keeps one caller from taking everybody's turn. Safe for use by many threads. */
public interface Throttle {

    /**
     * Returns when the call may go on. Asked twice: without a caller before credentials are checked, and with one after.
     *
     * @throws ApiError 429 {@code APIGW.0308} when there were too many
     */
    void admit(Route route, RawCall call, Optional<Caller> caller);
}
