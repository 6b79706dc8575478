package dev.watchword.server.agents;

import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.RequestSignature;
import dev.watchword.server.Parts;
import dev.watchword.server.http.AgentAuthentication;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.RawCall;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Proves agents by the signature of their requests: the key must be active at this moment, the time within five minutes,
 * the counter new. Safe for use by many threads.
 */
public final class SignedRequests implements AgentAuthentication {

    private static final System.Logger LOG = System.getLogger(SignedRequests.class.getName());
    private static final Pattern TIME = Pattern.compile("[0-9]{1,15}");

    private final Parts parts;
    private final Agents agents;
    private final SignedAnswers answers;
    private final Counters counters = new Counters();
    private final Quotas quotas;

    public SignedRequests(Parts parts, Agents agents, ServerKeys keys, Quotas quotas) {
        this.parts = parts;
        this.agents = agents;
        this.answers = new SignedAnswers(keys);
        this.quotas = quotas;
    }

    @Override
    public void expect(RawCall head) {
        claimed(shown(head).orElseThrow(SignedRequests::unproven));
    }

    @Override
    public String agent(RawCall call) {
        RequestSignature shown = shown(call).orElseThrow(SignedRequests::unproven);
        long time = time(call).orElseThrow(SignedRequests::unproven);
        Agent agent = claimed(shown);
        AgentRequest request = request(call, shown, time);
        if (!request.isSignedBy(agent.signing(), shown.signature())) {
            throw unproven();
        }
        long now = parts.now();
        if (Math.abs(now - time) > Counters.WINDOW.toMillis()) {
            throw ApiError.gateway(401, "WW.0102", "The time of the request is more than five minutes off.")
                    .member("server_time", Long.toString(now));
        }
        quotas.admitCall(agent.id());
        Counters.Verdict verdict =
                counters.judge(agent, agent.counter(), shown.counter(), time, shown.signature(), now);
        return switch (verdict) {
            case FRESH -> agent.id();
            case REPLAYED -> throw replayed();
            case FORKED -> throw forked(agent, now);
        };
    }

    @Override
    public Answer signed(RawCall call, Answer answer) {
        return answers.sign(call, answer);
    }

    private Agent claimed(RequestSignature shown) {
        return parts.database()
                .read(handle -> agents.find(handle, shown.agentId()))
                .filter(Agent::active)
                .orElseThrow(SignedRequests::unproven);
    }

    /** What the agent signed. */
    static AgentRequest request(RawCall call) {
        RequestSignature shown = shown(call).orElseThrow(SignedRequests::unproven);
        return request(call, shown, time(call).orElseThrow(SignedRequests::unproven));
    }

    /** The request had its effect already, or a later one had. */
    static ApiError replayed() {
        return ApiError.gateway(401, "WW.0103", "The counter of the request was used already.");
    }

    private ApiError forked(Agent agent, long now) {
        if (!agent.suspectedClone()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "two machines seem to use the key of agent " + agent.id() + " of host " + agent.hostId());
            parts.database().change(handle -> agents.suspectClone(handle, agent.id(), now));
        }
        return ApiError.gateway(
                        401, "WW.0104", "Another machine seems to use this agent's key; enrol this machine again.")
                .member("counter", Long.toString(counters.last(agent)));
    }

    /** The same for an unknown agent, a revoked one and a wrong signature. */
    private static ApiError unproven() {
        return ApiError.gateway(401, "WW.0101", "The request is not signed by an enrolled agent.");
    }

    private static Optional<RequestSignature> shown(RawCall call) {
        return call.header("authorization").flatMap(RequestSignature::parse);
    }

    private static Optional<Long> time(RawCall call) {
        return call.header(AgentRequest.TIME_HEADER)
                .filter(text -> TIME.matcher(text).matches())
                .map(Long::parseLong);
    }

    private static AgentRequest request(RawCall call, RequestSignature shown, long time) {
        return AgentRequest.of(
                call.verb().name(),
                call.rawPath(),
                call.rawQuery(),
                shown.agentId(),
                shown.counter(),
                time,
                call.body());
    }
}
