package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.List;

/** One registry: its images are scanned now, or on days of the week. */
public final class RegistryPage {

    private static final String SCHEDULES = "/v1/watchword/{}/images/schedules";

    private RegistryPage() {}

    /** The days as the API names them. */
    public static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    /**
     * What the template shows.
     *
     * @param name of the registry
     * @param host with its port
     * @param login whether scanners log in
     * @param allowedHosts where else it may send scanners
     * @param createdAt epoch milliseconds
     * @param usedAt epoch milliseconds, 0 for never
     * @param schedules of it
     * @param here this page
     * @param images where its images are listed
     * @param refusal what is wrong with a form, {@code ""} for nothing
     */
    public record View(
            String name,
            String host,
            boolean login,
            List<String> allowedHosts,
            long createdAt,
            long usedAt,
            List<Schedule> schedules,
            String here,
            String images,
            String refusal) {}

    /**
     * @param id of the API
     * @param images names and patterns
     * @param days none means every day
     * @param time of UTC, {@code 03:30}
     * @param enabled whether it starts scans
     * @param nextAt epoch milliseconds
     * @param lastScan the page of the newest scan that it started, {@code ""} before the first
     */
    public record Schedule(
            String id,
            List<String> images,
            List<String> days,
            String time,
            boolean enabled,
            long nextAt,
            String lastScan) {}

    /** Shows it. */
    public static Answer show(Visit visit) {
        return page(visit, 200, "");
    }

    /** Scans what is asked for, now. */
    public static Answer scan(Visit visit) {
        try {
            return ImageScanPage.started(
                    visit,
                    visit.path("registry_id"),
                    RegistriesPage.lines(visit.form().text("images")));
        } catch (ApiRefusal refusal) {
            return page(visit, refusal.status(), refusal.message());
        }
    }

    /** Adds a schedule. */
    public static Answer addSchedule(Visit visit) {
        FormBody form = visit.form();
        String time = form.text("time");
        if (!time.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
            return page(visit, 400, visit.texts().of("registries.badTime"));
        }
        ObjectNode body = Json.object()
                .put("registry_id", visit.path("registry_id"))
                .put("hour", Integer.parseInt(time.substring(0, 2)))
                .put("minute", Integer.parseInt(time.substring(3)));
        body.set("images", Json.tree(RegistriesPage.lines(form.text("images"))));
        body.set("days", Json.tree(form.all("days")));
        try {
            visit.api().send(Verb.POST, Address.of(SCHEDULES, visit.project()), body);
        } catch (ApiRefusal refusal) {
            return page(visit, refusal.status(), refusal.message());
        }
        return visit.done(here(visit), "scheduleAdded");
    }

    /** Switches a schedule off or on; the rest of it stays as it is. */
    public static Answer switchSchedule(Visit visit) {
        boolean enabled = Boolean.parseBoolean(visit.form().text("enabled"));
        String id = visit.path("schedule_id");
        JsonNode schedule = visit.api()
                .get(Address.of(SCHEDULES, visit.project()))
                .path("data_list")
                .valueStream()
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(visit::notFound);
        ObjectNode body = Json.object()
                .put("hour", schedule.path("hour").asInt())
                .put("minute", schedule.path("minute").asInt())
                .put("enabled", enabled);
        body.set("images", schedule.path("images"));
        body.set("days", schedule.path("days"));
        visit.api().send(Verb.PUT, Address.of(SCHEDULES + "/{}", visit.project(), id), body);
        return visit.done(here(visit), enabled ? "scheduleOn" : "scheduleOff");
    }

    /** Deletes a schedule. */
    public static Answer deleteSchedule(Visit visit) {
        visit.api().send(Verb.DELETE, Address.of(SCHEDULES + "/{}", visit.project(), visit.path("schedule_id")));
        return visit.done(here(visit), "scheduleDeleted");
    }

    private static Address here(Visit visit) {
        return Address.of("/console/projects/{}/registries/{}", visit.project(), visit.path("registry_id"));
    }

    private static Answer page(Visit visit, int status, String refusal) {
        String id = visit.path("registry_id");
        JsonNode json = visit.api().get(Address.of("/v1/watchword/{}/registries/{}", visit.project(), id));
        List<Schedule> schedules = visit.api()
                .get(Address.of(SCHEDULES, visit.project()))
                .path("data_list")
                .valueStream()
                .filter(each -> each.path("registry_id").asText().equals(id))
                .map(each -> schedule(visit.project(), each))
                .toList();
        View view = new View(
                json.path("name").asText(),
                json.path("host").asText(),
                json.path("has_login").asBoolean(),
                WordHistory.texts(json.path("allowed_hosts")),
                json.path("created_at").asLong(),
                json.path("last_used_at").asLong(),
                schedules,
                here(visit).toString(),
                Address.of("/console/projects/{}/images", visit.project())
                        .with("registry_id", id)
                        .toString(),
                refusal);
        return visit.page(status, "registry", visit.texts().of("registries.one", view.name()), view);
    }

    private static Schedule schedule(String project, JsonNode each) {
        String scan = each.path("last_scan").asText();
        return new Schedule(
                each.path("id").asText(),
                WordHistory.texts(each.path("images")),
                WordHistory.texts(each.path("days")),
                String.format(
                        java.util.Locale.ROOT,
                        "%02d:%02d",
                        each.path("hour").asInt(),
                        each.path("minute").asInt()),
                each.path("enabled").asBoolean(),
                each.path("next_at").asLong(),
                scan.isEmpty()
                        ? ""
                        : Address.of("/console/projects/{}/images/scans/{}", project, scan)
                                .toString());
    }
}
