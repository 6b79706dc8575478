package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Shown;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for a new password on one host or on several. What was typed is never shown again, also not in a form that must be
 * filled in once more.
 */
public final class NewResetPage {

    /** More are asked for by the API. */
    private static final int MOST_HOSTS = 50;

    private NewResetPage() {}

    /**
     * What the template shows.
     *
     * @param project its id
     * @param hosts whose password it is
     * @param account whose password it is there
     * @param now whether it does not wait for a restart
     * @param error what is wrong with the form, {@code ""} for nothing
     * @param refusals of hosts, none when nothing was asked
     */
    public record View(
            String project, List<Host> hosts, String account, boolean now, String error, List<Refused> refusals) {}

    /**
     * A host.
     *
     * @param id of the API
     * @param name for people
     */
    public record Host(String id, String name) {}

    /**
     * What a host's reset was refused with.
     *
     * @param host whose
     * @param message of the API
     * @param rules that the password breaks, words of the API
     */
    public record Refused(Host host, String message, List<String> rules) {}

    /** The empty form. */
    public static Answer show(Visit visit) {
        return page(visit, 200, visit.queries("server"), "", false, "", List.of());
    }

    /** Asks for it on each host. */
    public static Answer request(Visit visit) {
        FormBody form = visit.form();
        List<String> servers = form.all("server");
        String account = form.text("account").strip();
        boolean now = form.text("apply").equals("now");
        String password = form.optional("new_password").orElse("");
        if (password.isEmpty() || !password.equals(form.optional("again").orElse(""))) {
            return page(visit, 400, servers, account, now, visit.texts().of("resets.differs"), List.of());
        }
        if (servers.isEmpty() || servers.size() > MOST_HOSTS) {
            return page(visit, 400, servers, account, now, visit.texts().of("resets.noHost"), List.of());
        }
        List<Refused> refusals = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        for (String server : servers) {
            ObjectNode body = Json.object().put("new_password", password).put("apply", now ? "now" : "boot");
            if (!account.isEmpty()) {
                body.put("account", account);
            }
            try {
                accepted.add(visit.api()
                        .send(Verb.POST, Address.of("/v1/watchword/{}/hosts/{}/resets", visit.project(), server), body)
                        .path("id")
                        .asText());
            } catch (ApiRefusal refusal) {
                if (refusal.permission().isPresent()) {
                    throw refusal;
                }
                refusals.add(new Refused(host(visit, server), refusal.message(), refusal.details()));
            }
        }
        if (!refusals.isEmpty()) {
            List<String> left =
                    refusals.stream().map(refused -> refused.host().id()).toList();
            return page(visit, 400, left, account, now, "", refusals);
        }
        Address next = accepted.size() == 1
                ? ResetPage.here(visit, accepted.getFirst())
                : Address.of("/console/projects/{}/resets", visit.project());
        return visit.done(next, "resetAsked");
    }

    private static Answer page(
            Visit visit,
            int status,
            List<String> servers,
            String account,
            boolean now,
            String error,
            List<Refused> refusals) {
        List<Host> hosts = servers.stream()
                .distinct()
                .limit(MOST_HOSTS)
                .map(server -> host(visit, server))
                .toList();
        View view = new View(visit.project(), hosts, account, now, error, refusals);
        return visit.page(status, "newreset", visit.texts().of("resets.new"), view);
    }

    /** A host that is not known has its id for a name: the API says what it thinks of it. */
    private static Host host(Visit visit, String id) {
        String name = Row.of(visit.api()
                        .get(Address.of("/v1/watchword/{}/coverage/hosts", visit.project())
                                .with("host_id", id)
                                .with("limit", 10)))
                .stream()
                .map(row -> row.text("host_name"))
                .findFirst()
                .orElseGet(() -> Shown.text(id));
        return new Host(id, name);
    }
}
