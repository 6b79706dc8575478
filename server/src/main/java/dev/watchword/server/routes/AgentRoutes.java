package dev.watchword.server.routes;

import dev.watchword.server.Features;
import dev.watchword.server.agents.AgentFields;
import dev.watchword.server.agents.ReportFields;
import dev.watchword.server.enrolment.EnrolmentCalls;
import dev.watchword.server.fleetkeys.FleetKeyFields;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import java.util.List;

/** What agents call. */
final class AgentRoutes {

    private AgentRoutes() {}

    static List<Route> of(Features features) {
        return List.of(
                // Open: a machine that enrols has nothing but its one-time token, which is checked inside.
                Route.post("/v1/agents/enrol", Service.WATCHWORD)
                        .openToAll()
                        .says("Makes a machine with a one-time token a member of the fleet")
                        .body(EnrolmentCalls.REQUEST)
                        .upTo(64 << 10)
                        .answers(201, EnrolmentCalls.ANSWER)
                        .to(features.fleet().enrolment()::enrol),
                Route.post("/v1/agents/heartbeat", Service.WATCHWORD)
                        .needsAgent()
                        .says("Tells that an agent is alive, and it what there is to do")
                        .body(AgentFields.HEARTBEAT)
                        .upTo(64 << 10)
                        .mutating(false)
                        .answers(200, AgentFields.HEARTBEAT_ANSWER)
                        .to(features.fleet().calls()::heartbeat),
                Route.get("/v1/agents/commands", Service.WATCHWORD)
                        .needsAgent()
                        .says("Hands out what the host is asked to do")
                        .answers(200, AgentFields.COMMAND_BATCH)
                        .to(features.fleet().calls()::commands),
                Route.post("/v1/agents/commands/{command_id}/answers", Service.WATCHWORD)
                        .needsAgent()
                        .says("Takes how far an agent is with a command")
                        .body(AgentFields.COMMAND_ANSWER)
                        .upTo(256 << 10)
                        .answers(204)
                        .to(features.fleet().calls()::answer),
                Route.post("/v1/agents/reports", Service.WATCHWORD)
                        .needsAgent()
                        .says("Takes what a scan of the agent's own host found")
                        .body(ReportFields.REPORT)
                        .upTo(ReportFields.MOST_BYTES)
                        .answers(204)
                        .to(features.fleet().calls()::report),
                Route.get("/v1/agents/words", Service.WATCHWORD)
                        .needsAgent()
                        .says("Gives the host's custom words, whole or what changed since a version")
                        .query(AgentFields.SINCE)
                        .answers(200, AgentFields.WORD_LIST)
                        .to(features.fleet().calls()::words),
                Route.get("/v1/agents/dry-runs/{dry_run_id}/words", Service.WATCHWORD)
                        .needsAgent()
                        .says("Gives the words of a trial that the host was asked for")
                        .answers(200, AgentFields.TRIAL_WORDS)
                        .to(features.fleet().calls()::dryRunWords),
                Route.post("/v1/agents/keys", Service.WATCHWORD)
                        .needsAgent()
                        .says("Takes new keys of an agent in the place of the old ones")
                        .body(AgentFields.KEY_CHANGE)
                        .upTo(64 << 10)
                        .answers(204)
                        .to(features.fleet().calls()::changeKeys),
                Route.post("/v1/agents/fleet-key", Service.WATCHWORD)
                        .needsAgent()
                        .says("Tells an agent how it stands with the key that the project's agents share")
                        .body(FleetKeyFields.STATE)
                        .upTo(64 << 10)
                        .mutating(false)
                        .answers(200, FleetKeyFields.ANSWER)
                        .to(features.fleet().fleetKeys()::state),
                Route.post("/v1/agents/fleet-key/proposal", Service.WATCHWORD)
                        .needsAgent()
                        .says("Takes the id of a new key where there is none, and tells which one holds")
                        .body(FleetKeyFields.PROPOSAL)
                        .upTo(64 << 10)
                        .answers(200, FleetKeyFields.PROPOSAL)
                        .to(features.fleet().fleetKeys()::propose),
                Route.post("/v1/agents/fleet-key/copies", Service.WATCHWORD)
                        .needsAgent()
                        .says("Keeps the key, sealed for another agent that lacks it")
                        .body(FleetKeyFields.COPY)
                        .upTo(64 << 10)
                        .answers(204)
                        .to(features.fleet().fleetKeys()::give));
    }
}
