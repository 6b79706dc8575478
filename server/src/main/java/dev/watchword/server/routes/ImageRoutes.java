package dev.watchword.server.routes;

import dev.watchword.server.Features;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.images.ImageLists;
import dev.watchword.server.images.ImageOverview;
import dev.watchword.server.imagescans.JobFields;
import dev.watchword.server.imagescans.ScansApi;
import dev.watchword.server.imagescans.SchedulesApi;
import dev.watchword.server.registries.RegistriesApi;
import dev.watchword.server.words.ImageWordHistoryApi;
import java.util.List;

/** Our own calls about images: registries, scans, schedules; and what scanners call. */
final class ImageRoutes {

    private static final int RESULT_BYTES = 16 << 20;

    private ImageRoutes() {}

    static List<Route> of(Features features) {
        return List.of(
                Route.get("/v1/watchword/{project_id}/registries", Service.WATCHWORD)
                        .needs("watchword:registries:list")
                        .says("Lists the project's registries of images by name, never their logins")
                        .answers(200, RegistriesApi.MANY)
                        .to(features.imageScans().registries()::list),
                Route.post("/v1/watchword/{project_id}/registries", Service.WATCHWORD)
                        .needs("watchword:registries:create")
                        .says("Makes a registry known, with the login that scanners use there")
                        .body(RegistriesApi.NEW)
                        .answers(201, RegistriesApi.ONE)
                        .to(features.imageScans().registries()::add),
                Route.get("/v1/watchword/{project_id}/registries/{registry_id}", Service.WATCHWORD)
                        .needs("watchword:registries:get")
                        .says("Shows a registry")
                        .answers(200, RegistriesApi.ONE)
                        .to(features.imageScans().registries()::show),
                Route.put("/v1/watchword/{project_id}/registries/{registry_id}", Service.WATCHWORD)
                        .needs("watchword:registries:set")
                        .says("Changes a registry; what is left out stays")
                        .body(RegistriesApi.CHANGE)
                        .answers(200, RegistriesApi.ONE)
                        .to(features.imageScans().registries()::change),
                Route.delete("/v1/watchword/{project_id}/registries/{registry_id}", Service.WATCHWORD)
                        .needs("watchword:registries:delete")
                        .says("Deletes a registry with its schedules; what was found in its images stays")
                        .answers(204)
                        .to(features.imageScans().registries()::delete),
                Route.post("/v1/watchword/{project_id}/images/scans", Service.WATCHWORD)
                        .needs("watchword:imageScans:create")
                        .says("Asks scanners to read images of a registry")
                        .body(ScansApi.START)
                        .answers(202, ScansApi.ONE)
                        .to(features.imageScans().calls()::start),
                Route.get("/v1/watchword/{project_id}/images/scans", Service.WATCHWORD)
                        .needs("watchword:imageScans:list")
                        .says("Lists scans of images with their progress, the newest first")
                        .query(ScansApi.PAGE)
                        .answers(200, ScansApi.MANY)
                        .to(features.imageScans().calls()::list),
                Route.get("/v1/watchword/{project_id}/images/scans/{scan_id}", Service.WATCHWORD)
                        .needs("watchword:imageScans:get")
                        .says("Shows how far a scan of images is")
                        .answers(200, ScansApi.ONE)
                        .to(features.imageScans().calls()::show),
                Route.get("/v1/watchword/{project_id}/images/scans/{scan_id}/jobs", Service.WATCHWORD)
                        .needs("watchword:imageScans:get")
                        .says("Lists what became of each image of a scan, and why")
                        .query(ScansApi.JOBS_QUERY)
                        .answers(200, ScansApi.JOBS)
                        .to(features.imageScans().calls()::jobs),
                Route.delete("/v1/watchword/{project_id}/images/scans/{scan_id}", Service.WATCHWORD)
                        .needs("watchword:imageScans:cancel")
                        .says("Ends what is open of a scan of images")
                        .answers(200, ScansApi.ONE)
                        .to(features.imageScans().calls()::cancel),
                Route.get("/v1/watchword/{project_id}/images/schedules", Service.WATCHWORD)
                        .needs("watchword:imageSchedules:list")
                        .says("Lists when images are scanned again")
                        .answers(200, SchedulesApi.MANY)
                        .to(features.imageScans().schedules()::list),
                Route.post("/v1/watchword/{project_id}/images/schedules", Service.WATCHWORD)
                        .needs("watchword:imageSchedules:create")
                        .says("Has images of a registry scanned on days of the week")
                        .body(SchedulesApi.NEW)
                        .answers(201, SchedulesApi.ONE)
                        .to(features.imageScans().schedules()::add),
                Route.put("/v1/watchword/{project_id}/images/schedules/{schedule_id}", Service.WATCHWORD)
                        .needs("watchword:imageSchedules:set")
                        .says("Replaces what a schedule says")
                        .body(SchedulesApi.CHANGE)
                        .answers(200, SchedulesApi.ONE)
                        .to(features.imageScans().schedules()::change),
                Route.delete("/v1/watchword/{project_id}/images/schedules/{schedule_id}", Service.WATCHWORD)
                        .needs("watchword:imageSchedules:delete")
                        .says("Deletes a schedule; scans that it started go on")
                        .answers(204)
                        .to(features.imageScans().schedules()::delete),
                Route.get("/v1/watchword/{project_id}/images", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists images that were read, how much is weak in each, and why not all of it was read")
                        .query(ImageLists.QUERY)
                        .answers(200, ImageLists.ANSWER)
                        .to(features.imageLists()::images),
                Route.get("/v1/watchword/{project_id}/images/overview", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Counts images and what is weak in them, and names the worst")
                        .answers(200, ImageOverview.ANSWER)
                        .to(features.imageOverview()::show),
                Route.get("/v1/watchword/{project_id}/image-findings", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists what is weak in an image, with the layer that brought it")
                        .query(ImageLists.FINDINGS_QUERY)
                        .answers(200, ImageLists.FINDINGS)
                        .to(features.imageLists()::findings),
                Route.get("/v1/watchword/{project_id}/image-words/versions", Service.WATCHWORD)
                        .needs("hss:weakPwds:list")
                        .says("Lists who changed the custom weak passwords of images when, and by how many words")
                        .query(ImageWordHistoryApi.PAGE)
                        .answers(200, ImageWordHistoryApi.VERSIONS)
                        .to(features.words().imageHistory()::versions),
                Route.get("/v1/watchword/{project_id}/image-words/versions/{version}", Service.WATCHWORD)
                        .needs("hss:weakPwds:get")
                        .says("Shows which words a version of those of images added and removed")
                        .revealing()
                        .answers(200, ImageWordHistoryApi.ONE)
                        .to(features.words().imageHistory()::version),
                Route.get("/v1/agents/image-jobs", Service.WATCHWORD)
                        .needsAgent()
                        .says("Tells a scanner whether there are images to read")
                        .answers(200, JobFields.WORK)
                        .to(features.imageScans().jobs()::work),
                Route.post("/v1/agents/image-jobs/lease", Service.WATCHWORD)
                        .needsAgent()
                        .says("Leases a job on images to a scanner")
                        .answers(200, JobFields.LEASE)
                        .to(features.imageScans().jobs()::lease),
                Route.post("/v1/agents/image-jobs/renew", Service.WATCHWORD)
                        .needsAgent()
                        .says("Lets the lease of a job go on")
                        .body(JobFields.RENEW)
                        .upTo(64 << 10)
                        .mutating(false)
                        .answers(204)
                        .to(features.imageScans().jobs()::renew),
                Route.post("/v1/agents/image-jobs/finish", Service.WATCHWORD)
                        .needsAgent()
                        .says("Takes how a job on images ended, and what was found")
                        .body(JobFields.RESULT)
                        .upTo(RESULT_BYTES)
                        .answers(204)
                        .to(features.imageScans().jobs()::finish));
    }
}
