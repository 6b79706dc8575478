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

/** The registries of a project: they are added, tested, scanned and deleted. A login that was given is never shown again. */
public final class RegistriesPage {

    /** No image has such a name: the scan asks the registry for its list, and reads nothing. */
    private static final String TEST = "watchword-connection-test/**:*";

    private static final String API = "/v1/watchword/{}/registries";

    private RegistriesPage() {}

    /**
     * What the template shows.
     *
     * @param registries all
     * @param here this page
     * @param form what was written, for a form that must be filled in again
     * @param refusal what is wrong with it, {@code ""} for nothing
     */
    public record View(List<Registry> registries, String here, Written form, String refusal) {}

    /**
     * @param id of the API
     * @param name for people
     * @param host with its port
     * @param login whether scanners log in
     * @param plainHttp whether it is spoken to without TLS
     * @param usedAt epoch milliseconds, 0 for never
     */
    public record Registry(String id, String name, String host, boolean login, boolean plainHttp, long usedAt) {}

    /**
     * What was written, without the password.
     *
     * @param name for people
     * @param host with its port
     * @param user of the login
     * @param hosts other hosts, one a line
     * @param authority certificates as PEM
     * @param plainHttp without TLS
     * @param privateAddresses whether it may be one that is not public
     */
    public record Written(
            String name,
            String host,
            String user,
            String hosts,
            String authority,
            boolean plainHttp,
            boolean privateAddresses) {

        static final Written NOTHING = new Written("", "", "", "", "", false, false);
    }

    /** Shows them. */
    public static Answer show(Visit visit) {
        return page(visit, 200, Written.NOTHING, "");
    }

    /** Adds one. */
    public static Answer add(Visit visit) {
        FormBody form = visit.form();
        Written written = new Written(
                form.text("name"),
                form.text("host").strip(),
                form.text("user_name"),
                form.text("allowed_hosts"),
                form.text("authority"),
                form.text("plain_http").equals("yes"),
                form.text("private_addresses").equals("yes"));
        ObjectNode body = Json.object()
                .put("name", written.name())
                .put("host", written.host())
                .put("plain_http", written.plainHttp())
                .put("private_addresses", written.privateAddresses())
                .put("authority", written.authority());
        body.set("allowed_hosts", Json.tree(lines(written.hosts())));
        String password = form.optional("password").orElse("");
        if (!written.user().isEmpty() || !password.isEmpty()) {
            body.putObject("login").put("user_name", written.user()).put("password", password);
        }
        try {
            visit.api().send(Verb.POST, Address.of(API, visit.project()), body);
        } catch (ApiRefusal refusal) {
            return page(visit, refusal.status(), written, refusal.message());
        }
        return visit.done(list(visit), "registryAdded");
    }

    /** Asks a scanner for the registry's list, and shows what comes of it. */
    public static Answer test(Visit visit) {
        return ImageScanPage.started(visit, visit.path("registry_id"), List.of(TEST));
    }

    /** Deletes one. */
    public static Answer delete(Visit visit) {
        if (!visit.form().text("sure").equals("yes")) {
            return page(visit, 400, Written.NOTHING, visit.texts().of("registries.sureMissing"));
        }
        visit.api().send(Verb.DELETE, Address.of(API + "/{}", visit.project(), visit.path("registry_id")));
        return visit.done(list(visit), "registryDeleted");
    }

    static List<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    static List<Registry> all(Visit visit) {
        return visit.api()
                .get(Address.of(API, visit.project()))
                .path("data_list")
                .valueStream()
                .map(RegistriesPage::registry)
                .toList();
    }

    private static Registry registry(JsonNode each) {
        return new Registry(
                each.path("id").asText(),
                each.path("name").asText(),
                each.path("host").asText(),
                each.path("has_login").asBoolean(),
                each.path("plain_http").asBoolean(),
                each.path("last_used_at").asLong());
    }

    private static Address list(Visit visit) {
        return Address.of("/console/projects/{}/registries", visit.project());
    }

    private static Answer page(Visit visit, int status, Written form, String refusal) {
        View view = new View(all(visit), list(visit).toString(), form, refusal);
        return visit.page(status, "registries", visit.texts().of("registries.title"), view);
    }
}
