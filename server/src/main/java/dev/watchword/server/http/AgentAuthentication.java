package dev.watchword.server.http;

/** Finds out which agent calls, and proves to it that an answer is the server's. Safe for use by many threads. */
public interface AgentAuthentication {

    /**
     * The enrolled agent that signed the call.
     *
     * @throws ApiError 401 when it is not proven
     */
    String agent(RawCall call);

    /** The answer, signed for this call of a proven agent. */
    Answer signed(RawCall call, Answer answer);
}
