package dev.watchword.server.routes;

import dev.watchword.server.Features;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.jobs.JobsApi;
import dev.watchword.server.resets.ResetFields;
import dev.watchword.server.servers.ServerFields;
import java.util.List;

/** ECS v1: password resets, servers, jobs. */
final class ServerRoutes {

    private ServerRoutes() {}

    static List<Route> of(Features features) {
        return List.of(
                Route.put("/v1/{project_id}/cloudservers/{server_id}/os-reset-password", Service.ECS)
                        .needs("ecs:cloudServers:resetServerPwd")
                        .says(
                                "Resets the password of a server's administrator; it takes effect when the server restarts")
                        .body(ResetFields.RESET)
                        .answers(204)
                        .to(features.cloudServers().resetRequests()::reset),
                Route.put("/v1/{project_id}/cloudservers/os-reset-passwords", Service.ECS)
                        .needs("ecs:cloudServers:resetServerPwd")
                        .says("Resets the password of many servers' administrators: of all that are named, or of none")
                        .body(ResetFields.BATCH_RESET)
                        .answers(200, ResetFields.BATCH_ACCEPTED)
                        .to(features.cloudServers().resetRequests()::resetMany),
                Route.get("/v1/{project_id}/cloudservers/{server_id}/os-resetpwd-flag", Service.ECS)
                        .needs("ecs:cloudServers:showResetPasswordFlag")
                        .says("Tells whether a server's password can be reset: whether its agent is enrolled and live")
                        .answers(200, ResetFields.FLAG)
                        .to(features.cloudServers().resetRequests()::flag),
                Route.get("/v1/{project_id}/cloudservers/{server_id}/os-server-password", Service.ECS)
                        .needs("ecs:cloudServers:showServerPassword")
                        .says("Shows the password that was generated for a server, which is always empty")
                        .answers(200, ResetFields.GENERATED)
                        .to(features.cloudServers().servers()::showGeneratedPassword),
                Route.delete("/v1/{project_id}/cloudservers/{server_id}/os-server-password", Service.ECS)
                        .needs("ecs:cloudServers:deletePassword")
                        .says("Clears the password that was generated for a server")
                        .answers(204)
                        .to(features.cloudServers().servers()::clearGeneratedPassword),
                // Before the single server, whose path would match too.
                Route.get("/v1/{project_id}/cloudservers/detail", Service.ECS)
                        .needs("ecs:cloudServers:listServersDetails")
                        .says("Lists servers with all that is known of them, the newest first")
                        .query(ServerFields.LIST)
                        .answers(200, ServerFields.LISTED)
                        .to(features.cloudServers().servers()::list),
                Route.get("/v1/{project_id}/cloudservers/{server_id}", Service.ECS)
                        .needs("ecs:cloudServers:showServer")
                        .says("Shows a server")
                        .answers(200, ServerFields.SHOWN)
                        .to(features.cloudServers().servers()::show),
                // Starting and stopping are refused, so that the one action that does something is the one to ask for.
                Route.post("/v1/{project_id}/cloudservers/action", Service.ECS)
                        .needs("ecs:cloudServers:reboot")
                        .says("Restarts servers; without a hypervisor, starting and stopping them is refused")
                        .body(ServerFields.ACTION)
                        .answers(200, JobsApi.STARTED)
                        .to(features.cloudServers().actions()::act),
                Route.get("/v1/{project_id}/jobs/{job_id}", Service.ECS)
                        .needs("ecs:jobs:get")
                        .says("Shows how far a job is")
                        .answers(200, JobsApi.SHOWN)
                        .to(features.cloudServers().jobs()::show));
    }
}
