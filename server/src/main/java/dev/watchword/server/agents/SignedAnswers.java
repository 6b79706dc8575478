package dev.watchword.server.agents;

import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.AnswerSignature;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.RawCall;

/**
 * Signs what goes to agents, bound to their request: answers, and refusals once it is known who asks. Other errors are not
 * signed: an agent does nothing because of one but wait.
 *
 * @param keys with which
 */
public record SignedAnswers(ServerKeys keys) {

    /** An answer to an enrolled agent. */
    Answer sign(RawCall call, Answer answer) {
        return sign(SignedRequests.request(call), answer);
    }

    /** An answer to a machine that is enrolling. */
    public Answer signEnrolment(Call call, Answer answer) {
        return sign(
                AgentRequest.enrolling(
                        call.raw().verb().name(),
                        call.raw().rawPath(),
                        call.raw().rawQuery(),
                        call.raw().body()),
                answer);
    }

    private Answer sign(AgentRequest request, Answer answer) {
        AnswerSignature signature = AnswerSignature.sign(keys.current(), request, answer.status(), answer.body());
        return answer.header(AnswerSignature.HEADER, signature.toHeader());
    }
}
