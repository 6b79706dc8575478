package dev.watchword.server;

import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.settings.Settings;
import dev.watchword.server.weakpasswords.Acceptances;
import dev.watchword.server.weakpasswords.CoverageLists;
import dev.watchword.server.weakpasswords.FindingExport;
import dev.watchword.server.weakpasswords.FindingList;
import dev.watchword.server.weakpasswords.Overview;
import dev.watchword.server.weakpasswords.SharedPasswords;
import dev.watchword.server.weakpasswords.WeakPasswordList;
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
        return List.of(Route.get("/v5/{project_id}/baseline/weak-password-users", Service.HSS)
                .needs("hss:weakPwds:list")
                .says("Lists the hosts with weak passwords")
                .query(WeakPasswordList.QUERY)
                .answers(200, WeakPasswordList.ANSWER)
                .to(features.weakPasswords().vendorList()::list));
    }

    /** ECS v1: password resets, servers, jobs. */
    private static List<Route> servers(Features features) {
        return List.of();
    }

    /** What agents call. */
    private static List<Route> agents(Features features) {
        return List.of();
    }

    /** What no vendor has, under /v1/watchword. */
    private static List<Route> own(Features features) {
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
                        .to(features.weakPasswords().retirement()::retire));
    }

    /** Health, metrics, the API's document. */
    private static List<Route> operations(Features features) {
        return List.of();
    }
}
