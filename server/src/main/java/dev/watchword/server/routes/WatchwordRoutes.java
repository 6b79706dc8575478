package dev.watchword.server.routes;

import dev.watchword.server.Features;
import dev.watchword.server.agents.AgentList;
import dev.watchword.server.enrolment.TokenCalls;
import dev.watchword.server.hosts.HostGroupsApi;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.iam.PasswordPolicyCalls;
import dev.watchword.server.resets.ResetFields;
import dev.watchword.server.scans.ScansApi;
import dev.watchword.server.settings.Settings;
import dev.watchword.server.weakpasswords.Acceptances;
import dev.watchword.server.weakpasswords.CoverageLists;
import dev.watchword.server.weakpasswords.FindingExport;
import dev.watchword.server.weakpasswords.FindingList;
import dev.watchword.server.weakpasswords.Overview;
import dev.watchword.server.weakpasswords.SharedPasswords;
import dev.watchword.server.weakpasswords.Strengths;
import dev.watchword.server.words.CustomWord;
import dev.watchword.server.words.DictionariesApi;
import dev.watchword.server.words.DryRunsApi;
import java.util.List;

/** What no vendor has, under /v1/watchword. */
final class WatchwordRoutes {

    private WatchwordRoutes() {}

    static List<Route> of(Features features) {
        return List.of(
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
                Route.get("/v1/watchword/{project_id}/overview", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Shows the project's findings in numbers and their trend")
                        .query(Overview.QUERY)
                        .answers(200, Overview.ANSWER)
                        .to(features.weakPasswords().overview()::show),
                Route.get("/v1/watchword/{project_id}/strengths", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Counts open findings whose password a password policy would have refused")
                        .query(Strengths.QUERY)
                        .answers(200, Strengths.ANSWER)
                        .to(features.weakPasswords().strengths()::show),
                Route.get("/v1/watchword/{project_id}/findings", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists findings, newest first")
                        .query(FindingList.QUERY)
                        .answers(200, FindingList.ANSWER)
                        .to(features.weakPasswords().findings()::list),
                Route.get("/v1/watchword/{project_id}/findings/export", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Gives findings as a file of comma-separated values or JSON lines")
                        .query(FindingExport.QUERY)
                        .answers(200)
                        .to(features.weakPasswords().export()::export),
                Route.get("/v1/watchword/{project_id}/hosts/{host_id}/findings/{finding_id}/history", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists what happened to a finding, oldest first")
                        .query(FindingList.HISTORY_QUERY)
                        .answers(200, FindingList.HISTORY)
                        .to(features.weakPasswords().findings()::history),
                Route.post(
                                "/v1/watchword/{project_id}/hosts/{host_id}/findings/{finding_id}/acceptance",
                                Service.WATCHWORD)
                        .needs("hss:weakPwds:set")
                        .says("Accepts an open finding until a time")
                        .body(Acceptances.BODY)
                        .answers(200, Acceptances.ANSWER)
                        .to(features.weakPasswords().acceptances()::accept),
                Route.delete(
                                "/v1/watchword/{project_id}/hosts/{host_id}/findings/{finding_id}/acceptance",
                                Service.WATCHWORD)
                        .needs("hss:weakPwds:set")
                        .says("Takes the acceptance of a finding back")
                        .answers(204)
                        .to(features.weakPasswords().acceptances()::withdraw),
                Route.get("/v1/watchword/{project_id}/coverage/hosts", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists hosts with their last scan and how far it went")
                        .query(CoverageLists.HOSTS_QUERY)
                        .answers(200, CoverageLists.HOSTS)
                        .to(features.weakPasswords().coverage()::hosts),
                Route.get("/v1/watchword/{project_id}/coverage/stores", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists credential stores and why they were not read to their end")
                        .query(CoverageLists.STORES_QUERY)
                        .answers(200, CoverageLists.STORES)
                        .to(features.weakPasswords().coverage()::stores),
                Route.get("/v1/watchword/{project_id}/coverage/accounts", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists accounts, how far they were tested and why not further")
                        .query(CoverageLists.ACCOUNTS_QUERY)
                        .answers(200, CoverageLists.ACCOUNTS)
                        .to(features.weakPasswords().coverage()::accounts),
                Route.get("/v1/watchword/{project_id}/shared-passwords", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists groups of accounts that have the same password, the largest first")
                        .query(SharedPasswords.QUERY)
                        .answers(200, SharedPasswords.ANSWER)
                        .to(features.weakPasswords().shared()::groups),
                Route.get("/v1/watchword/{project_id}/shared-passwords/{group_id}/members", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists the findings of such a group")
                        .query(SharedPasswords.QUERY)
                        .answers(200, SharedPasswords.MEMBERS)
                        .to(features.weakPasswords().shared()::members),
                Route.delete("/v1/watchword/{project_id}/hosts/{host_id}", Service.WATCHWORD)
                        .needs("hss:hosts:set")
                        .says("Retires a host: its findings end, and its data are erased later")
                        .answers(204)
                        .to(features.weakPasswords().retirement()::retire),
                Route.get("/v1/watchword/{project_id}/host-groups", Service.WATCHWORD)
                        .needs("hss:hosts:list")
                        .says("Lists the project's host groups, the default one first")
                        .query(HostGroupsApi.QUERY)
                        .answers(200, HostGroupsApi.MANY)
                        .to(features.hosts().groups()::list),
                Route.post("/v1/watchword/{project_id}/host-groups", Service.WATCHWORD)
                        .needs("hss:hosts:set")
                        .says("Makes a host group")
                        .body(HostGroupsApi.NEW)
                        .answers(201, HostGroupsApi.ONE)
                        .to(features.hosts().groups()::add),
                Route.get("/v1/watchword/{project_id}/host-groups/{group_id}", Service.WATCHWORD)
                        .needs("hss:hosts:get")
                        .says("Shows a host group")
                        .answers(200, HostGroupsApi.ONE)
                        .to(features.hosts().groups()::show),
                Route.put("/v1/watchword/{project_id}/host-groups/{group_id}", Service.WATCHWORD)
                        .needs("hss:hosts:set")
                        .says("Changes what a host group says of itself; what is left out stays")
                        .body(HostGroupsApi.CHANGE)
                        .answers(200, HostGroupsApi.ONE)
                        .to(features.hosts().groups()::change),
                Route.delete("/v1/watchword/{project_id}/host-groups/{group_id}", Service.WATCHWORD)
                        .needs("hss:hosts:set")
                        .says("Deletes a host group with its dictionary; its hosts fall to the default group")
                        .answers(204)
                        .to(features.hosts().groups()::delete),
                Route.post("/v1/watchword/{project_id}/host-groups/{group_id}/hosts", Service.WATCHWORD)
                        .needs("hss:hosts:set")
                        .says("Puts hosts into a group, all or none; each leaves the group that it was in")
                        .body(HostGroupsApi.HOSTS)
                        .answers(200, HostGroupsApi.ONE)
                        .to(features.hosts().groups()::assign),
                Route.post("/v1/watchword/{project_id}/dictionaries/dry-run", Service.WATCHWORD)
                        .needs("hss:weakPwds:set")
                        .says("Asks a group's agents how many accounts would match these words")
                        .body(DryRunsApi.START)
                        .upTo(CustomWord.BODY_LIMIT)
                        .answers(202, DryRunsApi.STARTED)
                        .to(features.words().trials()::start),
                Route.get("/v1/watchword/{project_id}/dictionaries/dry-run/{job_id}", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Shows how many accounts matched, by host")
                        .query(DryRunsApi.PAGE)
                        .answers(200, DryRunsApi.RESULT)
                        .to(features.words().trials()::show),
                Route.get("/v1/watchword/{project_id}/dictionaries", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists the dictionaries of the project's host groups, without their words")
                        .query(DictionariesApi.PAGE)
                        .answers(200, DictionariesApi.STATES)
                        .to(features.words().dictionaries()::list),
                Route.get("/v1/watchword/{project_id}/dictionaries/{group_id}", Service.WATCHWORD)
                        .needs("hss:weakPwds:get")
                        .says("Shows a host group's dictionary with its words")
                        .revealing()
                        .answers(200, DictionariesApi.STATE)
                        .to(features.words().dictionaries()::show),
                Route.put("/v1/watchword/{project_id}/dictionaries/{group_id}", Service.WATCHWORD)
                        .needs("hss:weakPwds:set")
                        .says("Replaces the words of a host group's dictionary, or switches it on or off")
                        .body(DictionariesApi.CHANGE)
                        .upTo(CustomWord.BODY_LIMIT)
                        .answers(200, DictionariesApi.STATE)
                        .to(features.words().dictionaries()::change),
                Route.post("/v1/watchword/{project_id}/dictionaries/{group_id}/roll-back", Service.WATCHWORD)
                        .needs("hss:weakPwds:set")
                        .says("Makes a new version with the words of an old one")
                        .body(DictionariesApi.ROLL_BACK)
                        .answers(200, DictionariesApi.STATE)
                        .to(features.words().dictionaries()::rollBack),
                Route.get("/v1/watchword/{project_id}/dictionaries/{group_id}/versions", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists who changed a dictionary when, and by how many words")
                        .query(DictionariesApi.PAGE)
                        .answers(200, DictionariesApi.VERSIONS)
                        .to(features.words().dictionaries()::versions),
                Route.get("/v1/watchword/{project_id}/dictionaries/{group_id}/versions/{version}", Service.WATCHWORD)
                        .needs("hss:weakPwds:get")
                        .says("Shows a version with its words and those that it added and removed")
                        .revealing()
                        .answers(200, DictionariesApi.ONE_VERSION)
                        .to(features.words().dictionaries()::version),
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
                Route.get("/v1/watchword/{project_id}/hosts/{host_id}/schedule", Service.WATCHWORD)
                        .needs("watchword:agents:list")
                        .says("Shows when a host scans by itself")
                        .answers(200, ScansApi.SCHEDULE)
                        .to(features.scans().calls()::schedule),
                Route.delete("/v1/watchword/{project_id}/agents/{agent_id}", Service.WATCHWORD)
                        .needs("watchword:agents:revoke")
                        .says("Denies an agent's key at once")
                        .answers(204)
                        .to(features.fleet().list()::revoke),
                Route.get("/v1/watchword/{project_id}/resets", Service.WATCHWORD)
                        .needs("watchword:resets:list")
                        .says("Lists the project's password resets, the newest first")
                        .query(ResetFields.LIST)
                        .answers(200, ResetFields.LISTED)
                        .to(features.cloudServers().resets()::list),
                Route.get("/v1/watchword/{project_id}/hosts/{host_id}/resets", Service.WATCHWORD)
                        .needs("watchword:resets:list")
                        .says("Lists a host's password resets, the newest first")
                        .query(ResetFields.LIST_OF_HOST)
                        .answers(200, ResetFields.LISTED)
                        .to(features.cloudServers().resets()::listOfHost),
                Route.post("/v1/watchword/{project_id}/hosts/{host_id}/resets", Service.WATCHWORD)
                        .needs("watchword:resets:create")
                        .says("Gives an account of a host a new password, at its next boot or now")
                        .body(ResetFields.NEW)
                        .answers(202, ResetFields.SHOWN)
                        .to(features.cloudServers().resetRequests()::request),
                Route.get("/v1/watchword/{project_id}/resets/{reset_id}", Service.WATCHWORD)
                        .needs("watchword:resets:get")
                        .says("Shows how far a password reset came")
                        .answers(200, ResetFields.SHOWN)
                        .to(features.cloudServers().resets()::show),
                Route.delete("/v1/watchword/{project_id}/resets/{reset_id}", Service.WATCHWORD)
                        .needs("watchword:resets:cancel")
                        .says("Cancels a password reset that no agent has fetched yet")
                        .answers(200, ResetFields.SHOWN)
                        .to(features.cloudServers().resets()::cancel),
                Route.get("/v1/watchword/password-rules", Service.WATCHWORD)
                        .needs("watchword:passwordRules:get")
                        .says("Tells whether weak words are refused as passwords of users")
                        .answers(200, PasswordPolicyCalls.RULES)
                        .to(features.iam().passwordPolicy()::showRules),
                Route.put("/v1/watchword/password-rules", Service.WATCHWORD)
                        .needs("watchword:passwordRules:set")
                        .says("Changes whether weak words are refused as passwords of users")
                        .body(PasswordPolicyCalls.RULES)
                        .answers(200, PasswordPolicyCalls.RULES)
                        .to(features.iam().passwordPolicy()::updateRules));
    }
}
