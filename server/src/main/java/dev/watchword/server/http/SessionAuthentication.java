package dev.watchword.server.http;

/** Finds out which user's browser calls. Safe for use by many threads. */
@FunctionalInterface
public interface SessionAuthentication {

    /** Where there is no console, nobody has a session. */
    SessionAuthentication NONE = call -> {
        throw ApiError.gateway(401, "APIGW.0301", "Incorrect IAM authentication information: there are no sessions.");
    };

    /**
     * Whose session it is. A call that is meant to change something must also prove that a page of the console sent it.
     *
     * @throws ApiError 401 when no session is proven, 403 when the session may not do this
     */
    Caller caller(RawCall call);
}
