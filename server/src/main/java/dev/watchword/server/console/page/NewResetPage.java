package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.console.page.ChosenHosts.Host;
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

    private NewResetPage() {}

    /**
     * What the template shows.
     *
     * @param project its id
     * @param hosts whose password it is; none when the form cannot be filled in
     * @param account whose password it is there
     * @param now whether it does not wait for a restart
     * @param error what is wrong with the form, {@code ""} for nothing
     * @param rules that the password breaks, words of the API
     * @param asked of hosts just now, though others refused
     * @param refused by hosts just now
     */
    public record View(
            String project,
            List<Host> hosts,
            String account,
            boolean now,
            String error,
            List<String> rules,
            List<Asked> asked,
            List<Refused> refused) {}

    /**
     * A host's reset that is on its way.
     *
     * @param host whose
     * @param address of its page
     */
    public record Asked(Host host, String address) {}

    /**
     * What a host's reset was refused with.
     *
     * @param host whose
     * @param message of the API
     */
    public record Refused(Host host, String message) {}

    /**
     * What the form says.
     *
     * @param account {@code ""} for root
     * @param now whether it does not wait for a restart
     */
    private record Filled(String account, boolean now) {

        View view(Visit visit, List<Host> hosts, String error) {
            return new View(visit.project(), hosts, account, now, error, List.of(), List.of(), List.of());
        }

        ObjectNode body(String password) {
            ObjectNode body = Json.object().put("new_password", password).put("apply", now ? "now" : "boot");
            return account.isEmpty() ? body : body.put("account", account);
        }
    }

    /** The empty form. */
    public static Answer show(Visit visit) {
        ChosenHosts chosen = ChosenHosts.of(visit, visit.queries("server"));
        Filled empty = new Filled("", false);
        if (chosen.fit() || chosen.hosts().isEmpty()) {
            return page(visit, 200, empty.view(visit, chosen.hosts(), ""));
        }
        return page(visit, 400, empty.view(visit, List.of(), misfit(visit, chosen)));
    }

    /** Asks for it on each host. */
    public static Answer request(Visit visit) {
        FormBody form = visit.form();
        ChosenHosts chosen = ChosenHosts.of(visit, form.all("server"));
        Filled filled =
                new Filled(form.text("account").strip(), form.text("apply").equals("now"));
        if (!chosen.fit()) {
            return page(visit, 400, filled.view(visit, List.of(), misfit(visit, chosen)));
        }
        String password = form.optional("new_password").orElse("");
        if (password.isEmpty() || !password.equals(form.optional("again").orElse(""))) {
            return page(
                    visit, 400, filled.view(visit, chosen.hosts(), visit.texts().of("resets.differs")));
        }
        return request(visit, chosen.hosts(), filled, password);
    }

    private static String misfit(Visit visit, ChosenHosts chosen) {
        return chosen.hosts().isEmpty()
                ? visit.texts().of("resets.noHost")
                : visit.texts().of("resets.tooManyHosts", chosen.hosts().size(), ChosenHosts.MOST);
    }

    private static Answer request(Visit visit, List<Host> hosts, Filled filled, String password) {
        List<Asked> asked = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (Host host : hosts) {
            try {
                asked.add(new Asked(host, request(visit, host, filled.body(password))));
            } catch (ApiRefusal refusal) {
                boolean first = asked.isEmpty() && refused.isEmpty();
                if (first && refusal.permission().isPresent()) {
                    throw refusal;
                }
                if (first && !refusal.details().isEmpty()) {
                    // The password is no better for the other hosts.
                    return page(visit, 400, brokenRules(visit, hosts, filled, refusal.details()));
                }
                refused.add(new Refused(host, refusal.message()));
            }
        }
        if (!refused.isEmpty()) {
            List<Host> left = refused.stream().map(Refused::host).toList();
            View view = new View(visit.project(), left, filled.account(), filled.now(), "", List.of(), asked, refused);
            return page(visit, 400, view);
        }
        if (asked.size() == 1) {
            return visit.done(new Address(asked.getFirst().address(), List.of()), "resetAsked");
        }
        return visit.done(Address.of("/console/projects/{}/resets", visit.project()), "resetsAsked");
    }

    /** The address of the new reset's page. */
    private static String request(Visit visit, Host host, ObjectNode body) {
        String id = visit.api()
                .send(Verb.POST, Address.of("/v1/watchword/{}/hosts/{}/resets", visit.project(), host.id()), body)
                .path("id")
                .asText();
        return ResetPage.here(visit, id).toString();
    }

    private static View brokenRules(Visit visit, List<Host> hosts, Filled filled, List<String> rules) {
        return new View(
                visit.project(),
                hosts,
                filled.account(),
                filled.now(),
                visit.texts().of("resets.broken"),
                rules,
                List.of(),
                List.of());
    }

    private static Answer page(Visit visit, int status, View view) {
        return visit.page(status, "newreset", visit.texts().of("resets.new"), view);
    }
}
