package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.List;

/** How far a scan of images is, and what became of each image. */
public final class ImageScanPage {

    private static final String SCANS = "/v1/watchword/{}/images/scans";

    private ImageScanPage() {}

    /**
     * What the template shows.
     *
     * @param progress how far it is
     * @param jobs what became of each image
     * @param here this page
     * @param images where images are listed
     * @param state the filter, {@code ""} for all
     * @param paging where one is in the list
     */
    public record View(Progress progress, List<Job> jobs, String here, String images, String state, Paging paging) {}

    /**
     * @param state of the API
     * @param cause of the API
     * @param patterns what was asked for
     * @param total jobs
     * @param ended of them
     * @param done of them
     * @param incomplete of them
     * @param failed of them
     * @param canceled of them
     * @param createdAt epoch milliseconds
     * @param address of its page
     */
    public record Progress(
            String state,
            String cause,
            List<String> patterns,
            long total,
            long ended,
            long done,
            long incomplete,
            long failed,
            long canceled,
            long createdAt,
            String address) {

        static Progress of(String project, JsonNode json) {
            long open = json.path("waiting").asLong() + json.path("running").asLong();
            return new Progress(
                    json.path("state").asText(),
                    json.path("cause").asText(),
                    WordHistory.texts(json.path("images")),
                    json.path("total").asLong(),
                    json.path("total").asLong() - open,
                    json.path("done").asLong(),
                    json.path("incomplete").asLong(),
                    json.path("failed").asLong(),
                    json.path("canceled").asLong(),
                    json.path("created_at").asLong(),
                    Address.of(
                                    "/console/projects/{}/images/scans/{}",
                                    project,
                                    json.path("id").asText())
                            .toString());
        }

        /** Whether something is still to come. */
        public boolean open() {
            return ended < total;
        }

        /** The class of its badge. */
        public String badge() {
            return ImageScanPage.badge(state);
        }
    }

    /**
     * @param kind of the API
     * @param image its name, {@code ""} for the list of a registry
     * @param state of the API
     * @param reason why it did not end well, or is tried again
     * @param attempts from 0
     * @param endedAt epoch milliseconds, 0 before
     */
    public record Job(String kind, String image, String state, String reason, int attempts, long endedAt) {

        /** The class of its badge. */
        public String badge() {
            return ImageScanPage.badge(state);
        }
    }

    /** Starts one, and goes to its page. */
    static Answer started(Visit visit, String registry, List<String> images) {
        ObjectNode body = Json.object().put("registry_id", registry);
        body.set("images", Json.tree(images));
        String id = visit.api()
                .send(Verb.POST, Address.of(SCANS, visit.project()), body)
                .path("id")
                .asText();
        return visit.done(Address.of("/console/projects/{}/images/scans/{}", visit.project(), id), "scansStarted");
    }

    /** Shows it. */
    public static Answer show(Visit visit) {
        String id = visit.path("scan_id");
        long offset = Paging.offset(visit);
        String state = visit.query("state");
        JsonNode scan = visit.api().get(Address.of(SCANS + "/{}", visit.project(), id));
        JsonNode jobs = visit.api()
                .get(Address.of(SCANS + "/{}/jobs", visit.project(), id)
                        .with("state", state)
                        .with("limit", Paging.SIZE)
                        .with("offset", offset));
        Address here = Address.of("/console/projects/{}/images/scans/{}", visit.project(), id)
                .with("state", state);
        View view = new View(
                Progress.of(visit.project(), scan),
                jobs.path("data_list")
                        .valueStream()
                        .map(each -> new Job(
                                each.path("kind").asText(),
                                each.path("image").asText(),
                                each.path("state").asText(),
                                each.path("reason").asText(),
                                each.path("attempts").asInt(),
                                each.path("ended_at").asLong()))
                        .toList(),
                (offset == 0 ? here : here.with("offset", offset)).toString(),
                Address.of("/console/projects/{}/images", visit.project()).toString(),
                state,
                Paging.of(visit, here, jobs.path("total_num").asLong()));
        return visit.page("imagescan", visit.texts().of("images.scanTitle"), view);
    }

    /** Ends what is open of it. */
    public static Answer cancel(Visit visit) {
        String id = visit.path("scan_id");
        visit.api().send(Verb.DELETE, Address.of(SCANS + "/{}", visit.project(), id));
        return visit.done(Address.of("/console/projects/{}/images/scans/{}", visit.project(), id), "scanCanceled");
    }

    private static String badge(String state) {
        return switch (state) {
            case "done" -> "good";
            case "incomplete" -> "medium";
            case "failed" -> "critical";
            case "running" -> "low";
            default -> "";
        };
    }
}
