package dev.watchword.server.http;

/** Finds out which user calls. The one choke point of every user's credential. Safe for use by many threads. */
public interface Authentication {

    /**
     * Who calls, by signature or token.
     *
     * @throws ApiError 401 when it is not proven
     */
    Caller caller(RawCall call);
}
