package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import java.util.List;

/** The project's password resets and how far each is, the newest first. */
public final class ResetsPage {

    private ResetsPage() {}

    /**
     * What the template shows.
     *
     * @param project its id
     * @param resets of this part of the list
     * @param paging where one is in it
     */
    public record View(String project, List<Row> resets, Paging paging) {}

    /** Shows them. */
    public static Answer show(Visit visit) {
        long offset = Paging.offset(visit);
        String host = visit.query("host_id");
        JsonNode list = visit.api()
                .get(Address.of("/v1/watchword/{}/resets", visit.project())
                        .with("host_id", host)
                        .with("limit", Paging.SIZE)
                        .with("offset", offset));
        Address here =
                Address.of("/console/projects/{}/resets", visit.project()).with("host_id", host);
        View view = new View(
                visit.project(),
                Row.of(list),
                Paging.of(visit, here, list.path("total_num").asLong()));
        return visit.page("resets", visit.texts().of("resets.title"), view);
    }

    /** The class of the badge of a state. */
    public static String badge(String state) {
        return switch (state) {
            case "verified" -> "good";
            case "applied" -> "low";
            case "failed", "expired" -> "critical";
            default -> "";
        };
    }
}
