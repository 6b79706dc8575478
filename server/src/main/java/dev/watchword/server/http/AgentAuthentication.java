package dev.watchword.server.http;

/** Finds out which agent calls. Safe for use by many threads. */
public interface AgentAuthentication {

    /**
     * The enrolled agent that signed the call.
     *
     * @throws ApiError 401 when it is not proven
     */
    String agent(RawCall call);
}
