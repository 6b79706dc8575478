package dev.watchword.server.fleetkeys;

import dev.watchword.protocol.FleetKeyAnswer;
import dev.watchword.protocol.FleetKeyProposal;
import dev.watchword.protocol.FleetKeyTerms;
import dev.watchword.protocol.SealedFleetKey;
import dev.watchword.server.Parts;
import dev.watchword.server.agents.Agent;
import dev.watchword.server.agents.AgentWork;
import dev.watchword.server.agents.Agents;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What agents call about the fleet's key: the server says who has it and who lacks it, and carries sealed copies from the one to the other.
 * Safe for use by many threads.
 *
 * @param parts what it stands on
 * @param agents the table
 * @param work of every agent's call
 */
public record FleetKeyCalls(Parts parts, Agents agents, AgentWork work) {

    /** All agents of a project together ask so often a second at the most. */
    private static final int CALLS_A_SECOND = 20;

    private static final int SHORTEST_WAIT = 5;
    private static final int SHORTEST_WAIT_OF_HOLDERS = 30;
    private static final int LONGEST_WAIT = 600;

    /** Told to an agent that may not make a key either. */
    private static final String NO_KEY = "0".repeat(16);

    private static final FleetKeyTable KEYS = new FleetKeyTable();
    private static final FleetKeyMembers MEMBERS = new FleetKeyMembers();

    /** Hears whether an agent has the key, and tells it what to do about that; mostly nothing, and then nothing is written. */
    public Answer state(Call call) {
        String holds = call.body().text("holds");
        String unusable = call.body().text("unusable");
        long now = call.at().toEpochMilli();
        Agent agent = work.agent(call);
        FleetKeyAnswer answer = parts.database()
                .read(handle -> settled(handle, agent, holds, now))
                .orElseGet(() -> work.change(call, (handle, same) -> unsettled(handle, same, holds, unusable, now)));
        return work.signed(call, Answer.ok(answer));
    }

    /** Takes the first key that is proposed where there is none. */
    public Answer propose(Call call) {
        String key = call.body().text("key_id");
        long now = call.at().toEpochMilli();
        Optional<String> holding = work.change(call, (handle, agent) -> {
            if (!isSound(agent)) {
                return Optional.<String>empty();
            }
            Optional<String> won = KEYS.propose(handle, agent, key, now);
            if (won.filter(key::equals).isPresent() && isMaker(handle, agent, key)) {
                MEMBERS.holds(handle, agent, key);
            }
            return won;
        });
        call.notes().note("fleet_key_id", key);
        call.notes().note("won", Boolean.toString(holding.filter(key::equals).isPresent()));
        return work.signed(call, Answer.ok(new FleetKeyProposal(holding.orElseThrow(FleetKeyCalls::refused))));
    }

    /** Keeps a copy for another agent until it is there. */
    public Answer give(Call call) {
        String key = call.body().text("key_id");
        String recipientId = call.body().text("recipient_id");
        String text = call.body().text("sealed");
        long now = call.at().toEpochMilli();
        call.notes().note("fleet_key_id", key);
        call.notes().note("recipient_agent_id", recipientId);
        boolean taken = work.change(call, (handle, agent) -> {
            boolean may = isSound(agent)
                    && KEYS.current(handle, agent.projectId())
                            .filter(key::equals)
                            .isPresent()
                    && !KEYS.isSpent(handle, agent.projectId(), key, now)
                    && MEMBERS.find(handle, agent.id())
                            .filter(member -> member.held() && member.keyId().equals(key))
                            .isPresent();
            return may && given(handle, agent, recipientId, key, text);
        });
        if (!taken) {
            throw refused();
        }
        return work.signed(call, Answer.empty(204));
    }

    private boolean given(Handle handle, Agent sender, String recipientId, String key, String text) {
        FleetKeyTerms terms = new FleetKeyTerms(sender.projectId(), key, sender.id(), recipientId);
        Optional<Agent> recipient = agents.find(handle, recipientId)
                .filter(FleetKeyCalls::isSound)
                .filter(agent -> agent.projectId().equals(sender.projectId()))
                .filter(agent -> SealedFleetKey.parse(text)
                        .filter(copy ->
                                copy.sealingKeyId().equals(agent.sealing().id()))
                        .filter(copy -> copy.isBy(sender.signing(), terms))
                        .isPresent());
        if (recipient.isEmpty()) {
            return false;
        }
        if (MEMBERS.give(handle, recipient.get(), key, sender.id(), text)) {
            return true;
        }
        // The same copy again, because its answer was lost.
        return MEMBERS.find(handle, recipientId)
                .filter(member ->
                        member.keyId().equals(key) && (member.senderId().equals(sender.id()) || member.held()))
                .isPresent();
    }

    private Optional<FleetKeyAnswer> settled(Handle handle, Agent agent, String holds, long now) {
        Optional<String> current = KEYS.current(handle, agent.projectId());
        if (!isSound(agent)) {
            // Whoever else asks ends a key that such an agent has, and makes another.
            return Optional.of(answer(handle, agent, current.orElse(NO_KEY), List.of(), List.of(), LONGEST_WAIT));
        }
        boolean settled = current.filter(holds::equals).isPresent()
                && !KEYS.isSpent(handle, agent.projectId(), holds, now)
                && MEMBERS.find(handle, agent.id())
                        .filter(member -> member.held() && member.keyId().equals(holds))
                        .isPresent()
                && !MEMBERS.isAnybodyLacking(handle, agent, holds, now);
        return settled
                ? Optional.of(answer(handle, agent, holds, List.of(), List.of(), SHORTEST_WAIT_OF_HOLDERS))
                : Optional.empty();
    }

    private FleetKeyAnswer unsettled(Handle handle, Agent agent, String holds, String unusable, long now) {
        Optional<String> current = KEYS.current(handle, agent.projectId());
        if (current.isPresent() && KEYS.isSpent(handle, agent.projectId(), current.get(), now)) {
            KEYS.end(handle, agent.projectId(), current.get(), now);
            current = Optional.empty();
        }
        if (current.isEmpty()) {
            return answer(handle, agent, "", List.of(), List.of(), SHORTEST_WAIT);
        }
        String key = current.get();
        if (holds.equals(key)) {
            if (MEMBERS.holds(handle, agent, key)) {
                KEYS.given(handle, agent.projectId(), key, now);
            }
            return answer(
                    handle, agent, key, List.of(), MEMBERS.ask(handle, agent, key, now), SHORTEST_WAIT_OF_HOLDERS);
        }
        Optional<FleetKeyMembers.Member> waiting = MEMBERS.find(handle, agent.id())
                .filter(member -> member.keyId().equals(key) && !member.sealed().isEmpty());
        if (waiting.filter(member -> member.senderId().equals(unusable)).isPresent()) {
            MEMBERS.refused(handle, agent, unusable, key);
            waiting = Optional.empty();
        }
        if (waiting.isEmpty()) {
            MEMBERS.lacks(handle, agent, key, now);
        }
        return answer(
                handle,
                agent,
                key,
                waiting.flatMap(member -> copy(handle, member)).stream().toList(),
                List.of(),
                SHORTEST_WAIT);
    }

    private Optional<FleetKeyAnswer.Copy> copy(Handle handle, FleetKeyMembers.Member member) {
        return agents.find(handle, member.senderId())
                .map(sender -> new FleetKeyAnswer.Copy(
                        sender.id(),
                        Base64.getEncoder().encodeToString(sender.signing().toBytes()),
                        member.sealed()));
    }

    private static FleetKeyAnswer answer(
            Handle handle,
            Agent agent,
            String key,
            List<FleetKeyAnswer.Copy> copies,
            List<FleetKeyAnswer.Recipient> recipients,
            int least) {
        long spread = KEYS.agents(handle, agent.projectId()) / CALLS_A_SECOND;
        int wait = Math.toIntExact(Math.clamp(spread, least, LONGEST_WAIT));
        return new FleetKeyAnswer(agent.projectId(), key, wait, copies, recipients);
    }

    private static boolean isMaker(Handle handle, Agent agent, String key) {
        return handle.createQuery("select count(*) from fleet_key where project_id = :project and key_id = :key"
                                + " and maker_id = :maker")
                        .bind("project", agent.projectId())
                        .bind("key", key)
                        .bind("maker", agent.id())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static boolean isSound(Agent agent) {
        return agent.active() && !agent.suspectedClone();
    }

    private static ApiError refused() {
        return ApiError.of(
                409, "WW.0108", "The fleet key is not as the agent thinks, or one of the two agents may not have it.");
    }
}
