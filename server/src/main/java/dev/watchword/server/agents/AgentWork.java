package dev.watchword.server.agents;

import dev.watchword.server.Parts;
import dev.watchword.server.database.Piece;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * What every call of an enrolled agent has in common: who it is, that it has its effect once, that the answer is signed.
 * Safe for use by many threads.
 *
 * @param parts what it stands on
 * @param agents the table
 * @param keys sign the answers
 */
public record AgentWork(Parts parts, Agents agents, ServerKeys keys) {

    /** Changes something together with the counter of the request, so that neither is durable without the other. */
    public <T> T change(Call call, BiFunction<Handle, Agent, T> work) {
        note(call);
        return parts.database().write(handle -> counted(handle, call, work));
    }

    /** Changes much: the counter goes with the first piece, so who asks again asks with another one. */
    void changeInPieces(Call call, Piece first) {
        note(call);
        parts.database().changeInPieces(handle -> counted(handle, call, (same, agent) -> first.run(same)));
    }

    private void note(Call call) {
        call.notes().note("agent_id", call.agent());
        if (agent(call).suspectedClone()) {
            call.notes().note("suspected_clone", "true");
        }
    }

    private <T> T counted(Handle handle, Call call, BiFunction<Handle, Agent, T> work) {
        if (!agents.advance(handle, call.agent(), counter(call))) {
            throw SignedRequests.replayed();
        }
        return work.apply(handle, agent(handle, call));
    }

    /** Who calls. */
    public Agent agent(Call call) {
        return parts.database().read(handle -> agent(handle, call));
    }

    /** The answer, signed for this request. */
    public Answer signed(Call call, Answer answer) {
        return new SignedAnswers(keys).sign(call.raw(), answer);
    }

    static long counter(Call call) {
        return SignedRequests.request(call.raw()).counter();
    }

    private Agent agent(Handle handle, Call call) {
        return agents.find(handle, call.agent())
                .orElseThrow(() -> new IllegalStateException("an agent that was proven is gone"));
    }
}
