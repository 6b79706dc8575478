package dev.watchword.server.http;

/** Nobody is an agent. */
public final class NoAgents implements AgentAuthentication {

    @Override
    public void expect(RawCall head) {
        agent(head);
    }

    @Override
    public String agent(RawCall call) {
        throw ApiError.gateway(401, "WW.0101", "The request is not signed by an enrolled agent.");
    }

    @Override
    public Answer signed(RawCall call, Answer answer) {
        throw new IllegalStateException("no agent was proven");
    }
}
