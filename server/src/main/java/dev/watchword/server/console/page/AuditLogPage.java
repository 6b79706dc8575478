package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Csv;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** What was done and refused in the account, newest first. */
public final class AuditLogPage {

    private static final String HERE = "/console/account/audit-log";
    private static final String[] FILTERS = {
        "from", "to", "actor", "actor_name", "result", "action", "kind", "request_id"
    };

    /** The columns of the file, by the API's names. */
    private static final List<String> COLUMNS = List.of(
            "seq",
            "time",
            "kind",
            "action",
            "actor",
            "actor_name",
            "credential",
            "project",
            "source",
            "route",
            "decision",
            "status",
            "code",
            "request");

    private AuditLogPage() {}

    /**
     * What the template shows.
     *
     * @param filters what is asked for; moments as their fields write them, in UTC
     * @param entries this part of the log
     * @param newest where it begins, {@code ""} when this is it
     * @param older where it goes on, {@code ""} at its end
     * @param export the same part as a file
     * @param refusal why nothing is shown, {@code ""} when it is
     */
    public record View(Filters filters, List<Row> entries, String newest, String older, String export, String refusal) {

        /** What an entry may be. */
        public List<String> kinds() {
            return List.of("intent", "outcome", "refused", "suppressed", "local", "server");
        }

        /** How a call may have ended. */
        public List<String> results() {
            return List.of("succeeded", "refused", "failed");
        }

        /** What else the same user or agent did. */
        public String ofActor(Row entry) {
            return Address.of(HERE).with("actor", entry.text("actor")).toString();
        }
    }

    /** Shows it. */
    public static Answer show(Visit visit) {
        Filters filters = Filters.of(visit, FILTERS);
        Address here = filters.on(Address.of(HERE));
        String marker = visit.query("marker");
        String title = visit.texts().of("auditlog.title");
        try {
            JsonNode list = read(visit, filters);
            View view = new View(
                    filters,
                    list.path("entries").valueStream().map(Row::new).toList(),
                    marker.isEmpty() ? "" : here.toString(),
                    list.path("page_info").has("next_marker")
                            ? here.with(
                                            "marker",
                                            list.path("page_info")
                                                    .path("next_marker")
                                                    .asLong())
                                    .toString()
                            : "",
                    filters.on(Address.of(HERE + "/export"))
                            .with("marker", marker)
                            .toString(),
                    "");
            return visit.page("auditlog", title, view);
        } catch (DateTimeException | ArithmeticException e) {
            return refused(visit, filters, visit.texts().of("auditlog.badTime"));
        } catch (ApiRefusal refusal) {
            if (refusal.status() != 400) {
                throw refusal;
            }
            return refused(visit, filters, refusal.message());
        }
    }

    /** Gives the part that is shown as a file that is inert in a spreadsheet. */
    public static Answer export(Visit visit) {
        JsonNode list;
        try {
            list = read(visit, Filters.of(visit, FILTERS));
        } catch (DateTimeException | ArithmeticException e) {
            return show(visit);
        }
        StringBuilder lines = new StringBuilder(Csv.line(COLUMNS));
        list.path("entries")
                .valueStream()
                .map(entry -> COLUMNS.stream()
                        .map(column -> entry.path(column).asText())
                        .toList())
                .map(Csv::line)
                .forEach(lines::append);
        return Answer.of("text/csv; charset=utf-8", lines.toString().getBytes(StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"audit-log.csv\"");
    }

    private static Answer refused(Visit visit, Filters filters, String why) {
        View view = new View(filters, List.of(), "", "", "", why);
        return visit.page(400, "auditlog", visit.texts().of("auditlog.title"), view);
    }

    private static JsonNode read(Visit visit, Filters filters) {
        return visit.api()
                .get(Address.of("/v1/watchword/audit-log")
                        .with("from", millis(filters.get("from")))
                        .with("to", millis(filters.get("to")))
                        .with("actor", filters.get("actor"))
                        .with("actor_name", filters.get("actor_name"))
                        .with("result", filters.get("result"))
                        .with("action", filters.get("action"))
                        .with("kind", filters.get("kind"))
                        .with("request_id", filters.get("request_id"))
                        .with("marker", visit.query("marker"))
                        .with("limit", Paging.SIZE));
    }

    private static String millis(String moment) {
        return moment.isEmpty()
                ? ""
                : Long.toString(
                        LocalDateTime.parse(moment).toInstant(ZoneOffset.UTC).toEpochMilli());
    }
}
