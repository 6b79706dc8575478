package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.List;
import java.util.Optional;

/** The hosts of a project, how far they were tested, and how another one joins them. */
public final class HostsPage {

    private HostsPage() {}

    /**
     * What the template shows.
     *
     * @param project its id
     * @param filters what is asked for
     * @param hosts this part of the list
     * @param paging where it stands
     * @param enrolment a token that was just made
     */
    public record View(
            String project, Filters filters, List<Row> hosts, Paging paging, Optional<Enrolment> enrolment) {}

    /**
     * What a machine enrols with, shown once.
     *
     * @param line to paste on the machine
     * @param token for its standard input
     * @param expiresAt epoch milliseconds
     */
    public record Enrolment(String line, String token, long expiresAt) {

        /** The lines that let the agent run from then on: enrolling starts nothing. */
        public String service() {
            return "watchword agent install\nsystemctl daemon-reload && systemctl start watchword-agent";
        }

        @Override
        public String toString() {
            return "Enrolment until " + expiresAt;
        }
    }

    /** Shows them. */
    public static Answer show(Visit visit) {
        return page(visit, Optional.empty());
    }

    /** Makes a token with which one machine may enrol, and shows it this once. */
    public static Answer enrol(Visit visit) {
        ObjectNode body = Json.object().put("ttl_seconds", 3_600);
        JsonNode made =
                visit.api().send(Verb.POST, Address.of("/v1/watchword/{}/enrolment-tokens", visit.project()), body);
        String line = "watchword agent enrol --server " + visit.origin() + " --server-key "
                + made.path("server_key_fingerprint").asText();
        return page(
                        visit,
                        Optional.of(new Enrolment(
                                line,
                                made.path("token").asText(),
                                made.path("expires_at").asLong())))
                .shownOnce();
    }

    private static Answer page(Visit visit, Optional<Enrolment> enrolment) {
        String project = visit.project();
        Filters filters = Filters.of(visit, "host_name", "stale");
        long offset = Paging.offset(visit);
        JsonNode list = visit.api()
                .get(filters.on(Address.of("/v1/watchword/{}/coverage/hosts", project))
                        .with("limit", Paging.SIZE)
                        .with("offset", offset));
        View view = new View(
                project,
                filters,
                Row.of(list),
                Paging.of(
                        visit,
                        filters.on(Address.of("/console/projects/{}/hosts", project)),
                        list.path("total_num").asLong()),
                enrolment);
        return visit.page("hosts", visit.texts().of("hosts.title"), view);
    }
}
