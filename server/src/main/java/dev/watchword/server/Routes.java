package dev.watchword.server;

import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.jobs.JobsApi;
import dev.watchword.server.resets.ResetFields;
import dev.watchword.server.servers.ServerFields;
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
        return List.of();
    }

    /** ECS v1: password resets, servers, jobs. */
    private static List<Route> servers(Features features) {
        return List.of(
                Route.put("/v1/{project_id}/cloudservers/{server_id}/os-reset-password", Service.ECS)
                        .needs("ecs:cloudServers:resetServerPwd")
                        .says(
                                "Resets the password of a server's administrator; it takes effect when the server restarts")
                        .body(ResetFields.RESET)
                        .answers(204)
                        .to(features.resetRequests()::reset),
                Route.put("/v1/{project_id}/cloudservers/os-reset-passwords", Service.ECS)
                        .needs("ecs:cloudServers:resetServerPwd")
                        .says("Resets the password of many servers' administrators: of all that are named, or of none")
                        .body(ResetFields.BATCH_RESET)
                        .answers(200, ResetFields.BATCH_ACCEPTED)
                        .to(features.resetRequests()::resetMany),
                Route.get("/v1/{project_id}/cloudservers/{server_id}/os-resetpwd-flag", Service.ECS)
                        .needs("ecs:cloudServers:showResetPasswordFlag")
                        .says("Tells whether a server's password can be reset: whether its agent is enrolled and live")
                        .answers(200, ResetFields.FLAG)
                        .to(features.resetRequests()::flag),
                Route.get("/v1/{project_id}/cloudservers/{server_id}/os-server-password", Service.ECS)
                        .needs("ecs:cloudServers:showServerPassword")
                        .says("Shows the password that was generated for a server, which is always empty")
                        .answers(200, ResetFields.GENERATED)
                        .to(features.servers()::showGeneratedPassword),
                Route.delete("/v1/{project_id}/cloudservers/{server_id}/os-server-password", Service.ECS)
                        .needs("ecs:cloudServers:deletePassword")
                        .says("Clears the password that was generated for a server")
                        .answers(204)
                        .to(features.servers()::clearGeneratedPassword),
                // Before the single server, whose path would match too.
                Route.get("/v1/{project_id}/cloudservers/detail", Service.ECS)
                        .needs("ecs:cloudServers:listServersDetails")
                        .says("Lists servers with all that is known of them, the newest first")
                        .query(ServerFields.LIST)
                        .answers(200, ServerFields.LISTED)
                        .to(features.servers()::list),
                Route.get("/v1/{project_id}/cloudservers/{server_id}", Service.ECS)
                        .needs("ecs:cloudServers:showServer")
                        .says("Shows a server")
                        .answers(200, ServerFields.SHOWN)
                        .to(features.servers()::show),
                // Starting and stopping are refused, so that the one action that does something is the one to ask for.
                Route.post("/v1/{project_id}/cloudservers/action", Service.ECS)
                        .needs("ecs:cloudServers:reboot")
                        .says("Restarts servers; without a hypervisor, starting and stopping them is refused")
                        .body(ServerFields.ACTION)
                        .answers(200, JobsApi.STARTED)
                        .to(features.serverActions()::act),
                Route.get("/v1/{project_id}/jobs/{job_id}", Service.ECS)
                        .needs("ecs:jobs:get")
                        .says("Shows how far a job is")
                        .answers(200, JobsApi.SHOWN)
                        .to(features.jobs()::show));
    }

    /** What agents call. */
    private static List<Route> agents(Features features) {
        return List.of();
    }

    /** What no vendor has, under /v1/watchword. */
    private static List<Route> own(Features features) {
        return resets(features);
    }

    /** What became of password resets. */
    private static List<Route> resets(Features features) {
        return List.of(
                Route.get("/v1/watchword/{project_id}/resets", Service.WATCHWORD)
                        .needs("watchword:resets:list")
                        .says("Lists the project's password resets, the newest first")
                        .query(ResetFields.LIST)
                        .answers(200, ResetFields.LISTED)
                        .to(features.resets()::list),
                Route.get("/v1/watchword/{project_id}/hosts/{host_id}/resets", Service.WATCHWORD)
                        .needs("watchword:resets:list")
                        .says("Lists a host's password resets, the newest first")
                        .query(ResetFields.LIST_OF_HOST)
                        .answers(200, ResetFields.LISTED)
                        .to(features.resets()::listOfHost),
                Route.get("/v1/watchword/{project_id}/resets/{reset_id}", Service.WATCHWORD)
                        .needs("watchword:resets:get")
                        .says("Shows how far a password reset came")
                        .answers(200, ResetFields.SHOWN)
                        .to(features.resets()::show),
                Route.delete("/v1/watchword/{project_id}/resets/{reset_id}", Service.WATCHWORD)
                        .needs("watchword:resets:cancel")
                        .says("Cancels a password reset that no agent has fetched yet")
                        .answers(200, ResetFields.SHOWN)
                        .to(features.resets()::cancel));
    }

    /** Health, metrics, the API's document. */
    private static List<Route> operations(Features features) {
        return List.of();
    }
}
