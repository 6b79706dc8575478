package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;

/** Users choose another password of their own, because they want or because they must. */
public final class PasswordChange {

    private PasswordChange() {}

    /**
     * What the template shows.
     *
     * @param error what is wrong with what was sent, {@code ""} for nothing
     */
    public record View(String error) {}

    /** The empty form. */
    public static Answer show(Visit visit) {
        return page(visit, 200, "");
    }

    /** Changes it; every session of the user ends, this one included. */
    public static Answer change(Visit visit) {
        FormBody form = visit.form();
        String chosen = form.optional("new_password").orElse("");
        if (!chosen.equals(form.optional("again").orElse(""))) {
            return page(visit, 400, visit.texts().of("password.differ"));
        }
        ObjectNode body = Json.object();
        body.put("old_password", form.optional("old_password").orElse(""));
        body.put("new_password", chosen);
        try {
            visit.api().send(Verb.POST, Address.of("/v5/caller-password"), body);
        } catch (ApiRefusal refusal) {
            String said = refusal.code().equals("1103") ? visit.texts().of("password.wrong") : refusal.message();
            return page(visit, refusal.status(), said);
        }
        return visit.done(Address.of("/console/login"), "passwordChanged");
    }

    private static Answer page(Visit visit, int status, String error) {
        return visit.page(status, "password", visit.texts().of("password.title"), new View(error));
    }
}
