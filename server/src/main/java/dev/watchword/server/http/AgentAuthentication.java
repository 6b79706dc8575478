package dev.watchword.server.http;

/** Finds out which agent calls, and proves to it that an answer is the server's. Safe for use by many threads. */
public interface AgentAuthentication {

    /**
     * Looks at the head of a call whose large body is still to come: whether an enrolled agent may have sent it.
     *
     * @param head without its body
     * @throws ApiError 401 when none did
     */
    void expect(RawCall head);

    /**
     * The enrolled agent that signed the call.
     *
     * @throws ApiError 401 when it is not proven
     */
    String agent(RawCall call);

    /** The answer, signed for this call of a proven agent. */
    Answer signed(RawCall call, Answer answer);
}
