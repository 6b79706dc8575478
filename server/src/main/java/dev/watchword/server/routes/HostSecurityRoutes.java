package dev.watchword.server.routes;

import dev.watchword.server.Features;
import dev.watchword.server.baseline.PasswordComplexityApi;
import dev.watchword.server.baseline.PolicyGroupsApi;
import dev.watchword.server.hosts.HostsApi;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.images.ImageStatistic;
import dev.watchword.server.images.ImagesApi;
import dev.watchword.server.imagescans.BatchScan;
import dev.watchword.server.scans.ScansApi;
import dev.watchword.server.weakpasswords.WeakPasswordList;
import dev.watchword.server.words.CustomWord;
import dev.watchword.server.words.ImageWordsApi;
import java.util.List;

/** HSS v5: weak passwords, password rules, hosts, scans. */
final class HostSecurityRoutes {

    private HostSecurityRoutes() {}

    static List<Route> of(Features features) {
        return List.of(
                Route.get("/v5/{project_id}/baseline/weak-password-users", Service.HSS)
                        .needs("hss:weakPwds:list")
                        .says("Lists the hosts with weak passwords")
                        .query(WeakPasswordList.QUERY)
                        .answers(200, WeakPasswordList.ANSWER)
                        .to(features.weakPasswords().vendorList()::list),
                Route.post("/v5/{project_id}/image/baseline/extended-weak-password", Service.HSS)
                        .needs("hss:weakPwds:set")
                        .says("Replaces the custom weak passwords of the project's images")
                        .query(Listing.ENTERPRISE_PROJECT)
                        .body(ImageWordsApi.BODY)
                        .upTo(CustomWord.BODY_LIMIT)
                        .answers(200)
                        .to(features.words().images()::replace),
                Route.get("/v5/{project_id}/image/baseline/extended-weak-password", Service.HSS)
                        .needs("hss:weakPwds:get")
                        .says("Shows the custom weak passwords of the project's images")
                        .query(Listing.ENTERPRISE_PROJECT)
                        .revealing()
                        .answers(200, ImageWordsApi.BODY)
                        .to(features.words().images()::show),
                Route.get("/v5/{project_id}/image/baseline/weak-password-users", Service.HSS)
                        .needs("hss:weakPwds:list")
                        .says("Lists accounts of images whose password is known to be weak or empty")
                        .query(ImagesApi.USERS_QUERY)
                        .answers(200, ImagesApi.USERS)
                        .to(features.images()::users),
                Route.get("/v5/{project_id}/image/baseline/password-complexity", Service.HSS)
                        .needs("hss:complexityPolicys:list")
                        .says("Lists images whose password rules demand too little")
                        .query(ImagesApi.RULES_QUERY)
                        .answers(200, ImagesApi.RULES)
                        .to(features.images()::rules),
                Route.get("/v5/{project_id}/image/baseline/statistic", Service.HSS)
                        .needs("hss:weakPwds:list")
                        .says("Shows what is weak in images in numbers")
                        .query(ImageStatistic.QUERY)
                        .answers(200, ImageStatistic.ANSWER)
                        .to(features.imageNumbers()::show),
                Route.post("/v5/{project_id}/image/batch-scan", Service.HSS)
                        .needs("hss:images:set")
                        .says("Starts scans of images, of those that are named or of all that fit")
                        .query(Listing.ENTERPRISE_PROJECT)
                        .body(BatchScan.BODY)
                        .upTo(2 << 20)
                        .answers(200)
                        .to(features.imageScans().batch()::start),
                Route.get("/v5/{project_id}/baseline/password-complexity", Service.HSS)
                        .needs("hss:complexityPolicys:list")
                        .says("Lists hosts whose password rules demand less than is required")
                        .query(PasswordComplexityApi.QUERY)
                        .answers(200, PasswordComplexityApi.ANSWER)
                        .to(features.baseline().passwordComplexity()::list),
                Route.post("/v5/{project_id}/baseline/password-complexity/action", Service.HSS)
                        .needs("hss:complexityPolicys:set")
                        .says("Ignores findings of that list, or takes that back")
                        .query(PasswordComplexityApi.ACTION)
                        .body(PasswordComplexityApi.HOSTS)
                        .answers(200)
                        .to(features.baseline().passwordComplexity()::act),
                Route.get("/v5/{project_id}/baseline/security-checks/policy-groups", Service.HSS)
                        .needs("hss:weakPwds:get")
                        .says("Lists host groups with their weak-password policies")
                        .query(Listing.asked())
                        .answers(200, PolicyGroupsApi.ANSWER)
                        .to(features.baseline().policyGroups()::list),
                Route.post("/v5/{project_id}/baseline/security-checks/policy-group/add", Service.HSS)
                        .needs("hss:weakPwds:set")
                        .says("Makes a host group with its weak-password policy")
                        .query(Listing.ENTERPRISE_PROJECT)
                        .body(PolicyGroupsApi.NEW)
                        .answers(200)
                        .to(features.baseline().policyGroups()::add),
                Route.post("/v5/{project_id}/baseline/security-checks/policy-group/{group_id}", Service.HSS)
                        .needs("hss:weakPwds:set")
                        .says("Changes a host group and its weak-password policy; what is left out stays")
                        .query(Listing.ENTERPRISE_PROJECT)
                        .body(PolicyGroupsApi.CHANGE)
                        .answers(200)
                        .to(features.baseline().policyGroups()::change),
                Route.delete("/v5/{project_id}/baseline/security-checks/policy-group/{group_id}", Service.HSS)
                        .needs("hss:weakPwds:set")
                        .says("Deletes a host group; its hosts fall to the default group")
                        .query(Listing.ENTERPRISE_PROJECT)
                        .answers(200)
                        .to(features.baseline().policyGroups()::delete),
                Route.put("/v5/{project_id}/baseline/security-checks/policy-group", Service.HSS)
                        .needs("hss:weakPwds:set")
                        .says("Copies a host group's policy into a new group without hosts")
                        .query(Listing.ENTERPRISE_PROJECT)
                        .body(PolicyGroupsApi.COPY)
                        .answers(200)
                        .to(features.baseline().policyGroups()::copy),
                Route.get("/v5/{project_id}/baseline/security-checks/default-policy", Service.HSS)
                        .needs("hss:weakPwds:get")
                        .says("Shows the weak-password policy of hosts without a group of their own")
                        .query(PolicyGroupsApi.DEFAULT_QUERY)
                        .answers(200, PolicyGroupsApi.DEFAULT_ANSWER)
                        .to(features.baseline().policyGroups()::showDefault),
                Route.get("/v5/{project_id}/baseline/detection/{group_id}", Service.HSS)
                        .needs("hss:manualDetect:set")
                        .says("Asks every host of a group for a scan")
                        .query(Listing.ENTERPRISE_PROJECT)
                        .mutating(true) // the vendor chose GET
                        .answers(200)
                        .to(features.scans().calls()::startGroup),
                Route.get("/v5/{project_id}/baseline/scan-status", Service.HSS)
                        .needs("hss:manualDetect:get")
                        .says("Shows how the project's scans stand")
                        .query(Listing.ENTERPRISE_PROJECT)
                        .answers(200, ScansApi.PROJECT_STATUS)
                        .to(features.scans().calls()::projectStatus),
                Route.get("/v5/{project_id}/host-management/hosts", Service.HSS)
                        .needs("hss:hosts:list")
                        .says("Lists the project's hosts")
                        .query(HostsApi.QUERY)
                        .answers(200, HostsApi.ANSWER)
                        .to(features.hosts().list()::list),
                Route.post("/v5/{project_id}/host-management/{host_id}/manual-detect", Service.HSS)
                        .needs("hss:manualDetect:set")
                        .says("Asks a host for a scan for weak passwords")
                        .query(Listing.ENTERPRISE_PROJECT)
                        .body(ScansApi.START)
                        .answers(200)
                        .to(features.scans().calls()::start),
                Route.get("/v5/{project_id}/host-management/{host_id}/scan-status", Service.HSS)
                        .needs("hss:manualDetect:get")
                        .says("Shows how the scan of a host stands")
                        .query(ScansApi.ASK)
                        .answers(200, ScansApi.STATUS)
                        .to(features.scans().calls()::status));
    }
}
