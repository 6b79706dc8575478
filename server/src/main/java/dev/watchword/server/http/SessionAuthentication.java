package dev.watchword.server.http;

/** Finds out which user's browser calls. Safe for use by many threads. */
public interface SessionAuthentication {

    /** Where there is no console, nobody has a session. */
    SessionAuthentication NONE = new SessionAuthentication() {
        @Override
        public Caller caller(RawCall call) {
            throw ApiError.gateway(
                    401, "APIGW.0301", "Incorrect IAM authentication information: there are no sessions.");
        }

        @Override
        public void requireOwnPage(RawCall call) {
            throw ApiError.gateway(403, "APIGW.0301", "There are no pages.");
        }
    };

    /**
     * Whose session it is. A call that is meant to change something must also prove that a page of the console sent it.
     *
     * @throws ApiError 401 when no session is proven, 403 when the session may not do this
     */
    Caller caller(RawCall call);

    /**
     * Returns when a page of this server sent the call.
     *
     * @throws ApiError 403 when not, or when the browser does not tell
     */
    void requireOwnPage(RawCall call);
}
