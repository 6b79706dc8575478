package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One host: its agent, what was read of it, what is weak there, and which accounts were not tested and why. */
public final class HostPage {

    private HostPage() {}

    /**
     * What the template shows.
     *
     * @param project its id
     * @param host its coverage
     * @param agents that speak for it
     * @param schedule by which it scans itself, where that may be seen
     * @param agentsNeed the permission that is missing to see them, {@code ""} when none is
     * @param stores of credentials, the first of them
     * @param untested the first accounts that were not tested
     * @param findings the first that are open
     * @param weak where all of them are listed
     * @param scan how its scan stands, a word of the API; {@code ""} when that is not to be known
     */
    public record View(
            String project,
            Row host,
            List<Agent> agents,
            Optional<Row> schedule,
            String agentsNeed,
            Some<Row> stores,
            Some<Untested> untested,
            Some<Finding> findings,
            String weak,
            String scan) {

        /** This page. */
        public String here() {
            return Address.of(
                            "/console/projects/{}/hosts/{}",
                            project,
                            host.json().path("host_id").asText())
                    .toString();
        }

        /** Whether a scan is under way, so that the page is worth looking at again. */
        public boolean scans() {
            return scan.equals("scanning") || scan.equals("longscanning");
        }

        /** Accounts whose stored password was not tested. */
        public List<Untested> testable() {
            return untested.rows().stream().filter(Untested::hasPassword).toList();
        }

        /** The others that were not tested: no password is stored for them. */
        public List<Untested> passwordless() {
            return untested.rows().stream()
                    .filter(account -> !account.hasPassword())
                    .toList();
        }

        /** The time of day at which it scans itself. */
        public String scanTime() {
            return schedule.map(
                            row -> String.format(Locale.ROOT, "%02d:%02d", row.number("hour"), row.number("minute")))
                    .orElse("");
        }

        /** The days of the week on which it does; none means every day. */
        public List<String> scanDays() {
            return schedule.map(row -> row.json()
                            .path("days")
                            .valueStream()
                            .map(JsonNode::asText)
                            .toList())
                    .orElse(List.of());
        }

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

    /**
     * An agent, and how much of its machine its scans may take.
     *
     * @param row of the API
     */
    public record Agent(Row row) {

        /** What a scan may take; 0 for what the agent does not tell. */
        public long bound(String name) {
            return row.json().path("bounds").path(name).asLong();
        }

        /** The same in minutes, up to the next whole one. */
        public long minutes(String name) {
            return Math.ceilDiv(bound(name), 60);
        }

        /** Heap of its process in MiB. */
        public long memory() {
            return bound("memory_bytes") >> 20;
        }
    }

    /**
     * The first of a list.
     *
     * @param rows a hundred at the most
     * @param total how many there are
     */
    public record Some<T>(List<T> rows, long total) {

        /** Whether there are more. */
        public boolean isCut() {
            return rows.size() < total;
        }
    }

    /** Shows it. */
    public static Answer show(Visit visit) {
        String project = visit.project();
        Row host = Row.of(visit.api().get(of(visit, "/v1/watchword/{}/coverage/hosts"))).stream()
                .findFirst()
                .orElseThrow(visit::notFound);
        JsonNode findings = visit.api().get(of(visit, "/v1/watchword/{}/findings"));
        List<Agent> agents = List.of();
        Optional<Row> schedule = Optional.empty();
        String need = "";
        try {
            agents = Row.of(visit.api().get(of(visit, "/v1/watchword/{}/agents"))).stream()
                    .map(Agent::new)
                    .toList();
            schedule = Optional.of(new Row(
                    visit.api().get(Address.of("/v1/watchword/{}/hosts/{}/schedule", project, visit.path("host_id")))));
        } catch (ApiRefusal refusal) {
            // the rest of the page is still theirs to see
            need = refusal.permission().orElseThrow(() -> refusal);
        }
        View view = new View(
                project,
                host,
                agents,
                schedule,
                need,
                some(visit, of(visit, "/v1/watchword/{}/coverage/stores")),
                untested(visit),
                new Some<>(
                        findings.path("data_list")
                                .valueStream()
                                .map(Finding::of)
                                .toList(),
                        findings.path("total_num").asLong()),
                Address.of("/console/projects/{}/weak-passwords", project)
                        .with("host_id", visit.path("host_id"))
                        .toString(),
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

    /** Asks its agent to scan now. */
    public static Answer scan(Visit visit) {
        visit.api()
                .send(
                        Verb.POST,
                        Address.of("/v5/{}/host-management/{}/manual-detect", visit.project(), visit.path("host_id")),
                        Json.object().put("type", "pwd"));
        return visit.done(Address.of("/console/projects/{}/hosts/{}", visit.project(), visit.path("host_id")), "scan");
    }

    private static Some<Untested> untested(Visit visit) {
        Some<Row> some =
                some(visit, of(visit, "/v1/watchword/{}/coverage/accounts").with("tested", "false"));
        return new Some<>(some.rows().stream().map(Untested::of).toList(), some.total());
    }

    private static Some<Row> some(Visit visit, Address address) {
        JsonNode list = visit.api().get(address);
        return new Some<>(Row.of(list), list.path("total_num").asLong());
    }

    private static Address of(Visit visit, String template) {
        return Address.of(template, visit.project())
                .with("host_id", visit.path("host_id"))
                .with("limit", 100);
    }
}
