package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Shown;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The images that were read, what is weak in each, and the newest scans; images that are chosen are scanned again. */
public final class ImagesPage {

    private static final int SCANS = 10;
    private static final String API = "/v1/watchword/{}/images";

    private ImagesPage() {}

    /**
     * What the template shows.
     *
     * @param images of this page
     * @param total how many the filters leave
     * @param filtered whether there is a filter
     * @param part the filter by name
     * @param weak the filter by findings
     * @param incomplete the filter by completeness
     * @param stale the filter by age
     * @param registry the filter by registry
     * @param registries all
     * @param scans the newest first
     * @param running whether one of them goes on
     * @param here the list without filters
     * @param registryList where registries are
     * @param live this page with its filters
     * @param paging where one is in the list
     * @param refusal what is wrong with a form, {@code ""} for nothing
     */
    public record View(
            List<Image> images,
            long total,
            boolean filtered,
            String part,
            String weak,
            String incomplete,
            String stale,
            String registry,
            List<RegistriesPage.Registry> registries,
            List<ImageScanPage.Progress> scans,
            boolean running,
            String here,
            String registryList,
            String live,
            Paging paging,
            String refusal) {}

    /**
     * @param id of the API
     * @param name with namespace and tag, as people may see it
     * @param host of its registry
     * @param again what scans it again, {@code ""} when its registry is gone
     * @param scannedAt epoch milliseconds
     * @param incomplete why it was not read to its end, {@code ""} if it was
     * @param findings how many
     * @param digest of it
     * @param address of its page
     */
    public record Image(
            String id,
            String name,
            String host,
            String again,
            long scannedAt,
            String incomplete,
            long findings,
            String digest,
            String address) {

        static Image of(String project, JsonNode each) {
            String namespace = each.path("namespace").asText();
            String name = (namespace.isEmpty() ? "" : namespace + "/")
                    + each.path("image_name").asText() + ":"
                    + each.path("image_version").asText();
            String registry = each.path("registry_id").asText();
            return new Image(
                    each.path("id").asText(),
                    Shown.text(name),
                    Shown.text(each.path("registry_host")),
                    registry.isEmpty() ? "" : registry + " " + name,
                    each.path("latest_scan_time").asLong(),
                    Shown.text(each.path("incomplete")),
                    each.path("finding_num").asLong(),
                    Shown.text(each.path("image_id")),
                    Address.of(
                                    "/console/projects/{}/images/read/{}",
                                    project,
                                    each.path("id").asText())
                            .toString());
        }
    }

    /** Shows them. */
    public static Answer show(Visit visit) {
        return page(visit, 200, "");
    }

    /** Scans those that are chosen again: a scan for each registry. */
    public static Answer scan(Visit visit) {
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        for (String each : visit.form().all("image")) {
            int space = each.indexOf(' ');
            if (space > 0) {
                chosen.computeIfAbsent(each.substring(0, space), any -> new ArrayList<>())
                        .add(each.substring(space + 1));
            }
        }
        if (chosen.isEmpty()) {
            return page(visit, 400, visit.texts().of("images.noneChosen"));
        }
        List<Answer> started = new ArrayList<>();
        try {
            chosen.forEach((registry, images) -> started.add(ImageScanPage.started(visit, registry, images)));
        } catch (ApiRefusal refusal) {
            String told = started.isEmpty()
                    ? refusal.message()
                    : visit.texts().of("images.someStarted", started.size(), chosen.size(), refusal.message());
            return page(visit, refusal.status(), told);
        }
        return started.size() == 1
                ? started.getFirst()
                : visit.done(Address.of("/console/projects/{}/images", visit.project()), "scansStarted");
    }

    private static Answer page(Visit visit, int status, String refusal) {
        long offset = Paging.offset(visit);
        Address here = Address.of("/console/projects/{}/images", visit.project());
        Address filtered = here.with("image", visit.query("image"))
                .with("weak", flag(visit, "weak"))
                .with("incomplete", flag(visit, "incomplete"))
                .with("stale", flag(visit, "stale"))
                .with("registry_id", visit.query("registry_id"));
        JsonNode json = visit.api()
                .get(new Address(Address.of(API, visit.project()).path(), filtered.parameters())
                        .with("limit", Paging.SIZE)
                        .with("offset", offset));
        List<ImageScanPage.Progress> scans = visit.api()
                .get(Address.of(API + "/scans", visit.project()).with("limit", SCANS))
                .path("data_list")
                .valueStream()
                .map(each -> ImageScanPage.Progress.of(visit.project(), each))
                .toList();
        long total = json.path("total_num").asLong();
        View view = new View(
                json.path("data_list")
                        .valueStream()
                        .map(each -> Image.of(visit.project(), each))
                        .toList(),
                total,
                !filtered.parameters().isEmpty(),
                visit.query("image"),
                flag(visit, "weak"),
                flag(visit, "incomplete"),
                flag(visit, "stale"),
                visit.query("registry_id"),
                RegistriesPage.all(visit),
                scans,
                scans.stream().anyMatch(ImageScanPage.Progress::open),
                here.toString(),
                Address.of("/console/projects/{}/registries", visit.project()).toString(),
                (offset == 0 ? filtered : filtered.with("offset", offset)).toString(),
                Paging.of(visit, filtered, total),
                refusal);
        return visit.page(status, "images", visit.texts().of("images.title"), view);
    }

    private static String flag(Visit visit, String name) {
        String value = visit.query(name);
        return value.equals("true") || value.equals("false") ? value : "";
    }
}
