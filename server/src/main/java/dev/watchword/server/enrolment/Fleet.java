package dev.watchword.server.enrolment;

import dev.watchword.server.Parts;
import dev.watchword.server.agents.AgentCalls;
import dev.watchword.server.agents.AgentList;
import dev.watchword.server.agents.AgentWork;
import dev.watchword.server.agents.Agents;
import dev.watchword.server.agents.Heartbeats;
import dev.watchword.server.agents.Neighbours;
import dev.watchword.server.agents.Quotas;
import dev.watchword.server.agents.ServerKeys;
import dev.watchword.server.agents.SignedRequests;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.fleetkeys.FleetKeyCalls;

/**
 * Everything about agents, put together.
 *
 * @param agents the table
 * @param serverKeys what agents trust
 * @param heartbeats who is alive; flushed before the server stops
 * @param authentication proves agents
 * @param calls what agents call
 * @param fleetKeys how agents share the key of their marks
 * @param list what operators see of agents
 * @param tokens what lets machines in
 * @param enrolment lets them in
 */
public record Fleet(
        Agents agents,
        ServerKeys serverKeys,
        Heartbeats heartbeats,
        SignedRequests authentication,
        AgentCalls calls,
        FleetKeyCalls fleetKeys,
        AgentList list,
        TokenCalls tokens,
        EnrolmentCalls enrolment) {

    /** Puts it together; makes the first server key when there is none. */
    public static Fleet of(Parts parts, Neighbours neighbours) {
        Agents agents = new Agents();
        ServerKeys keys = ServerKeys.open(parts);
        Heartbeats heartbeats = new Heartbeats(parts, agents);
        Quotas quotas = new Quotas(parts.clock());
        return new Fleet(
                agents,
                keys,
                heartbeats,
                new SignedRequests(parts, agents, keys, quotas),
                new AgentCalls(parts, agents, keys, heartbeats, quotas, new Commands(), neighbours),
                new FleetKeyCalls(parts, agents, new AgentWork(parts, agents, keys)),
                new AgentList(parts, agents),
                new TokenCalls(parts, keys, agents),
                new EnrolmentCalls(parts, keys, agents));
    }
}
