package dev.watchword.server.http;

import java.util.Optional;

/** What was meant, done and refused, written down before anybody is told. Safe for use by many threads. */
public interface AuditTrail {

    /**
     * Writes what is about to happen; returns when that is durable.
     *
     * @throws ApiError 503 when it cannot be written: then nothing must happen
     */
    Pending intend(Call call);

    /** Writes that a call was refused before it reached its feature. Never fails the call. */
    void refused(Route route, RawCall raw, String requestId, Optional<Caller> caller, ApiError error);

    /** An intent that waits for its outcome. */
    interface Pending {

        /**
         * Writes how it ended; returns when that is durable.
         *
         * @param code the error's code, {@code ""} on success
         * @throws ApiError 503 when it cannot be written
         */
        void ended(int status, String code);
    }
}
