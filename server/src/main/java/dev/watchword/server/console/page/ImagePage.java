package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import java.util.List;

/** One image: what is weak in it, and which layer brought it. */
public final class ImagePage {

    private ImagePage() {}

    /**
     * What the template shows.
     *
     * @param image which
     * @param findings of this page
     * @param scan where the form to scan it again goes
     * @param list where images are listed
     * @param paging where one is in the list
     */
    public record View(ImagesPage.Image image, List<Finding> findings, String scan, String list, Paging paging) {}

    /** Shows it. */
    public static Answer show(Visit visit) {
        String id = visit.path("image_id");
        JsonNode json = visit.api()
                .get(Address.of("/v1/watchword/{}/images", visit.project()).with("id", id))
                .path("data_list")
                .path(0);
        if (json.isMissingNode()) {
            throw visit.notFound();
        }
        long offset = Paging.offset(visit);
        JsonNode findings = visit.api()
                .get(Address.of("/v1/watchword/{}/image-findings", visit.project())
                        .with("image", id)
                        .with("limit", Paging.SIZE)
                        .with("offset", offset));
        Address here = Address.of("/console/projects/{}/images/read/{}", visit.project(), id);
        Address list = Address.of("/console/projects/{}/images", visit.project());
        View view = new View(
                ImagesPage.Image.of(visit.project(), json),
                findings.path("data_list").valueStream().map(Finding::of).toList(),
                list + "/scan",
                list.toString(),
                Paging.of(visit, here, findings.path("total_num").asLong()));
        return visit.page("image", visit.texts().of("images.one"), view);
    }
}
