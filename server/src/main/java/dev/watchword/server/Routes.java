package dev.watchword.server;

import dev.watchword.server.agents.AgentFields;
import dev.watchword.server.agents.AgentList;
import dev.watchword.server.agents.ReportFields;
import dev.watchword.server.enrolment.EnrolmentCalls;
import dev.watchword.server.enrolment.Fleet;
import dev.watchword.server.enrolment.TokenCalls;
import dev.watchword.server.hosts.HostGroupsApi;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.settings.Settings;
import dev.watchword.server.words.CustomWord;
import dev.watchword.server.words.DictionariesApi;
import dev.watchword.server.words.DryRunsApi;
import dev.watchword.server.words.ImageWordsApi;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every route of the API with its permission, in one place. What is not here does not exist.
 */
public final class Routes {

    private Routes() {}

    /** All of them. */
    public static List<Route> of(Features features) {
        return Stream.of(
                        identity(features),
                        accountPolicies(features),
                        hostSecurity(features),
                        servers(features),
                        agents(features),
                        own(features),
                        operations(features))
                .flatMap(List::stream)
                .toList();
    }

    /** Tokens, projects, who am I. */
    private static List<Route> identity(Features features) {
        return List.of();
    }

    /** IAM v5: users, groups, policies, passwords, access keys. */
    private static List<Route> accountPolicies(Features features) {
        return List.of();
    }

    /** HSS v5: weak passwords, password complexity, hosts. */
    private static List<Route> hostSecurity(Features features) {
        return List.of(
                Route.post("/v5/{project_id}/image/baseline/extended-weak-password", Service.HSS)
                        .needs("hss:weakPwds:set")
                        .says("Replaces the custom weak passwords of the project's images")
                        .query(Listing.ENTERPRISE_PROJECT)
                        .body(ImageWordsApi.BODY)
                        .upTo(CustomWord.BODY_LIMIT)
                        .answers(200)
                        .to(features.imageWords()::replace),
                Route.get("/v5/{project_id}/image/baseline/extended-weak-password", Service.HSS)
                        .needs("hss:weakPwds:get")
                        .says("Shows the custom weak passwords of the project's images")
                        .query(Listing.ENTERPRISE_PROJECT)
                        .answers(200, ImageWordsApi.BODY)
                        .to(features.imageWords()::show));
    }

    /** ECS v1: password resets, servers, jobs. */
    private static List<Route> servers(Features features) {
        return List.of();
    }

    /** What agents call. */
    private static List<Route> agents(Features features) {
        Fleet fleet = features.fleet();
        return List.of(
                // Open: a machine that enrols has nothing but its one-time token, which is checked inside.
                Route.post("/v1/agents/enrol", Service.WATCHWORD)
                        .openToAll()
                        .says("Makes a machine with a one-time token a member of the fleet")
                        .body(EnrolmentCalls.REQUEST)
                        .upTo(64 << 10)
                        .answers(201, EnrolmentCalls.ANSWER)
                        .to(fleet.enrolment()::enrol),
                Route.post("/v1/agents/heartbeat", Service.WATCHWORD)
                        .needsAgent()
                        .says("Tells that an agent is alive, and it what there is to do")
                        .body(AgentFields.HEARTBEAT)
                        .upTo(64 << 10)
                        .mutating(false)
                        .answers(200, AgentFields.HEARTBEAT_ANSWER)
                        .to(fleet.calls()::heartbeat),
                Route.get("/v1/agents/commands", Service.WATCHWORD)
                        .needsAgent()
                        .says("Hands out what the host is asked to do")
                        .answers(200, AgentFields.COMMAND_BATCH)
                        .to(fleet.calls()::commands),
                Route.post("/v1/agents/commands/{command_id}/answers", Service.WATCHWORD)
                        .needsAgent()
                        .says("Takes how far an agent is with a command")
                        .body(AgentFields.COMMAND_ANSWER)
                        .upTo(256 << 10)
                        .answers(204)
                        .to(fleet.calls()::answer),
                Route.post("/v1/agents/reports", Service.WATCHWORD)
                        .needsAgent()
                        .says("Takes what a scan of the agent's own host found")
                        .body(ReportFields.REPORT)
                        .upTo(ReportFields.MOST_BYTES)
                        .answers(204)
                        .to(fleet.calls()::report),
                Route.get("/v1/agents/words", Service.WATCHWORD)
                        .needsAgent()
                        .says("Gives the host's custom words, whole or what changed since a version")
                        .query(AgentFields.SINCE)
                        .answers(200, AgentFields.WORD_LIST)
                        .to(fleet.calls()::words),
                Route.post("/v1/agents/keys", Service.WATCHWORD)
                        .needsAgent()
                        .says("Takes new keys of an agent in the place of the old ones")
                        .body(AgentFields.KEY_CHANGE)
                        .upTo(64 << 10)
                        .answers(204)
                        .to(fleet.calls()::changeKeys));
    }

    /** What no vendor has, under /v1/watchword. */
    private static List<Route> own(Features features) {
        return List.of(
                Route.post("/v1/watchword/{project_id}/enrolment-tokens", Service.WATCHWORD)
                        .needs("watchword:enrolmentTokens:create")
                        .says("Makes a one-time token with which a machine enrols; it is shown once")
                        .body(TokenCalls.NEW)
                        .answers(201, TokenCalls.SHOWN)
                        .to(features.fleet().tokens()::create),
                Route.get("/v1/watchword/{project_id}/enrolment-tokens", Service.WATCHWORD)
                        .needs("watchword:enrolmentTokens:list")
                        .says("Lists the project's enrolment tokens, never themselves, the newest first")
                        .query(TokenCalls.QUERY)
                        .answers(200, TokenCalls.PAGE)
                        .to(features.fleet().tokens()::list),
                Route.delete("/v1/watchword/{project_id}/enrolment-tokens/{token_id}", Service.WATCHWORD)
                        .needs("watchword:enrolmentTokens:delete")
                        .says("Withdraws an enrolment token that was not used")
                        .answers(204)
                        .to(features.fleet().tokens()::withdraw),
                Route.get("/v1/watchword/{project_id}/agents", Service.WATCHWORD)
                        .needs("watchword:agents:list")
                        .says("Lists the project's agents by host name, suspected clones among them")
                        .query(AgentList.QUERY)
                        .answers(200, AgentList.PAGE)
                        .to(features.fleet().list()::list),
                Route.delete("/v1/watchword/{project_id}/agents/{agent_id}", Service.WATCHWORD)
                        .needs("watchword:agents:revoke")
                        .says("Denies an agent's key at once")
                        .answers(204)
                        .to(features.fleet().list()::revoke),
                Route.get("/v1/watchword/{project_id}/settings", Service.WATCHWORD)
                        .needs("hss:weakPwds:get")
                        .says("Shows the project's settings for its results")
                        .answers(200, Settings.FIELDS)
                        .to(features.settings()::read),
                Route.put("/v1/watchword/{project_id}/settings", Service.WATCHWORD)
                        .needs("hss:weakPwds:set")
                        .says("Changes the project's settings for its results; what is left out stays")
                        .body(Settings.FIELDS)
                        .answers(200, Settings.FIELDS)
                        .to(features.settings()::change),
                Route.get("/v1/watchword/{project_id}/host-groups", Service.WATCHWORD)
                        .needs("hss:hosts:list")
                        .says("Lists the project's host groups, the default one first")
                        .query(HostGroupsApi.QUERY)
                        .answers(200, HostGroupsApi.MANY)
                        .to(features.hostGroups()::list),
                Route.post("/v1/watchword/{project_id}/host-groups", Service.WATCHWORD)
                        .needs("hss:hosts:set")
                        .says("Makes a host group")
                        .body(HostGroupsApi.NEW)
                        .answers(201, HostGroupsApi.ONE)
                        .to(features.hostGroups()::add),
                Route.get("/v1/watchword/{project_id}/host-groups/{group_id}", Service.WATCHWORD)
                        .needs("hss:hosts:get")
                        .says("Shows a host group")
                        .answers(200, HostGroupsApi.ONE)
                        .to(features.hostGroups()::show),
                Route.put("/v1/watchword/{project_id}/host-groups/{group_id}", Service.WATCHWORD)
                        .needs("hss:hosts:set")
                        .says("Changes what a host group says of itself; what is left out stays")
                        .body(HostGroupsApi.CHANGE)
                        .answers(200, HostGroupsApi.ONE)
                        .to(features.hostGroups()::change),
                Route.delete("/v1/watchword/{project_id}/host-groups/{group_id}", Service.WATCHWORD)
                        .needs("hss:hosts:set")
                        .says("Deletes a host group with its dictionary; its hosts fall to the default group")
                        .answers(204)
                        .to(features.hostGroups()::delete),
                Route.post("/v1/watchword/{project_id}/host-groups/{group_id}/hosts", Service.WATCHWORD)
                        .needs("hss:hosts:set")
                        .says("Puts hosts into a group, all or none; each leaves the group that it was in")
                        .body(HostGroupsApi.HOSTS)
                        .answers(200, HostGroupsApi.ONE)
                        .to(features.hostGroups()::assign),
                Route.post("/v1/watchword/{project_id}/dictionaries/dry-run", Service.WATCHWORD)
                        .needs("hss:weakPwds:set")
                        .says("Asks a group's agents how many accounts would match these words")
                        .body(DryRunsApi.START)
                        .upTo(CustomWord.BODY_LIMIT)
                        .answers(202, DryRunsApi.STARTED)
                        .to(features.trials()::start),
                Route.get("/v1/watchword/{project_id}/dictionaries/dry-run/{job_id}", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Shows how many accounts matched, by host")
                        .query(DryRunsApi.PAGE)
                        .answers(200, DryRunsApi.RESULT)
                        .to(features.trials()::show),
                Route.get("/v1/watchword/{project_id}/dictionaries", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists the dictionaries of the project's host groups, without their words")
                        .query(DictionariesApi.PAGE)
                        .answers(200, DictionariesApi.STATES)
                        .to(features.dictionaries()::list),
                Route.get("/v1/watchword/{project_id}/dictionaries/{group_id}", Service.WATCHWORD)
                        .needs("hss:weakPwds:get")
                        .says("Shows a host group's dictionary with its words")
                        .answers(200, DictionariesApi.STATE)
                        .to(features.dictionaries()::show),
                Route.put("/v1/watchword/{project_id}/dictionaries/{group_id}", Service.WATCHWORD)
                        .needs("hss:weakPwds:set")
                        .says("Replaces the words of a host group's dictionary, or switches it on or off")
                        .body(DictionariesApi.CHANGE)
                        .upTo(CustomWord.BODY_LIMIT)
                        .answers(200, DictionariesApi.STATE)
                        .to(features.dictionaries()::change),
                Route.post("/v1/watchword/{project_id}/dictionaries/{group_id}/roll-back", Service.WATCHWORD)
                        .needs("hss:weakPwds:set")
                        .says("Makes a new version with the words of an old one")
                        .body(DictionariesApi.ROLL_BACK)
                        .answers(200, DictionariesApi.STATE)
                        .to(features.dictionaries()::rollBack),
                Route.get("/v1/watchword/{project_id}/dictionaries/{group_id}/versions", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists who changed a dictionary when, and by how many words")
                        .query(DictionariesApi.PAGE)
                        .answers(200, DictionariesApi.VERSIONS)
                        .to(features.dictionaries()::versions),
                Route.get("/v1/watchword/{project_id}/dictionaries/{group_id}/versions/{version}", Service.WATCHWORD)
                        .needs("hss:weakPwds:get")
                        .says("Shows a version with its words and those that it added and removed")
                        .answers(200, DictionariesApi.ONE_VERSION)
                        .to(features.dictionaries()::version));
    }

    /** Health, metrics, the API's document. */
    private static List<Route> operations(Features features) {
        return List.of();
    }
}
