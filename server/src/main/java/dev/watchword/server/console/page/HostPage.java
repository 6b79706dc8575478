package dev.watchword.server.console.page;

import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.List;

/** One host: its agent, what was read of it, what is weak there, and which accounts were not tested and why. */
public final class HostPage {

    private HostPage() {}

    /**
     * What the template shows.
     *
     * @param project its id
     * @param host its coverage
     * @param agents that speak for it
     * @param stores of credentials
     * @param untested the first accounts that were not tested
     * @param findings the first that are open
     * @param scan how its scan stands, a word of the API; {@code ""} when that is not to be known
     */
    public record View(
            String project,
            Row host,
            List<Row> agents,
            List<Row> stores,
            List<Row> untested,
            List<Finding> findings,
            String scan) {

        /** Whether all that the host has was read to its end: only then is nothing found nothing weak. */
        public boolean isRead() {
            return host.number("last_scan_at") > 0
                    && host.number("stores") > 0
                    && host.number("incomplete_stores") == 0;
        }

        /** Whether there is an account that could have been tested. */
        public boolean hasAccounts() {
            return host.number("accounts") > 0;
        }
    }

    /** Shows it. */
    public static Answer show(Visit visit) {
        String project = visit.project();
        String id = visit.path("host_id");
        Row host = list(visit, "/v1/watchword/{}/coverage/hosts").stream()
                .findFirst()
                .orElseThrow(visit::notFound);
        View view = new View(
                project,
                host,
                agents(visit),
                list(visit, "/v1/watchword/{}/coverage/stores"),
                Row.of(visit.api()
                        .get(Address.of("/v1/watchword/{}/coverage/accounts", project)
                                .with("host_id", id)
                                .with("tested", "false")
                                .with("limit", 100))),
                list(visit, "/v1/watchword/{}/findings").stream()
                        .map(row -> Finding.of(row.json()))
                        .toList(),
                scanStatus(visit));
        return visit.page("host", host.text("host_name"), view);
    }

    /** Not each host has an agent, and not each user may ask: then there is nothing to say of it. */
    private static String scanStatus(Visit visit) {
        Address status = Address.of("/v5/{}/host-management/{}/scan-status", visit.project(), visit.path("host_id"))
                .with("type", "pwd");
        try {
            return visit.api().get(status).path("scan_status").asText();
        } catch (ApiRefusal unknown) {
            return "";
        }
    }

    /** None when the user may not see agents: the rest of the page is still theirs to see. */
    private static List<Row> agents(Visit visit) {
        try {
            return list(visit, "/v1/watchword/{}/agents");
        } catch (ApiRefusal refusal) {
            if (refusal.permission().isEmpty()) {
                throw refusal;
            }
            return List.of();
        }
    }

    /** Asks its agent to scan now. */
    public static Answer scan(Visit visit) {
        visit.api()
                .send(
                        Verb.POST,
                        Address.of("/v5/{}/host-management/{}/manual-detect", visit.project(), visit.path("host_id")),
                        Json.object().put("type", "pwd"));
        return visit.done(Address.of("/console/projects/{}/hosts/{}", visit.project(), visit.path("host_id")), "scan");
    }

    private static List<Row> list(Visit visit, String template) {
        return Row.of(visit.api()
                .get(Address.of(template, visit.project())
                        .with("host_id", visit.path("host_id"))
                        .with("limit", 100)));
    }
}
