package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.List;
import java.util.Optional;

/** Says, while somebody types a new password, which rules it breaks. A script asks; what was typed is not shown again. */
public final class PasswordMeter {

    private PasswordMeter() {}

    /**
     * What the template shows.
     *
     * @param typed whether anything was typed
     * @param broken what is wrong, in the viewer's language
     * @param host whether it is a host's, of whose earlier passwords nobody knows
     */
    public record View(boolean typed, List<String> broken, boolean host) {}

    /** Of the viewer's own new password. */
    public static Answer own(Visit visit) {
        return check(visit, "user", Optional.empty());
    }

    /** Of another user's, who may not be there yet. */
    public static Answer user(Visit visit) {
        String name = visit.form().text("username") + visit.form().text("name").strip();
        return check(visit, "user", Optional.of(name.length() > 64 ? "" : name));
    }

    /** Of a host's new password. */
    public static Answer host(Visit visit) {
        return check(visit, "host", Optional.empty());
    }

    private static Answer check(Visit visit, String purpose, Optional<String> user) {
        String password = visit.form().optional("new_password").orElse("");
        if (password.isEmpty()) {
            return page(visit, new View(false, List.of(), false));
        }
        ObjectNode question = Json.object().put("password", password).put("purpose", purpose);
        user.ifPresent(name -> question.put("user_name", name));
        try {
            List<String> broken = visit.api()
                    .send(Verb.POST, Address.of("/v1/watchword/password-check"), question)
                    .path("broken")
                    .valueStream()
                    .map(Row::new)
                    .map(rule -> said(visit, purpose, rule))
                    .toList();
            return page(visit, new View(true, broken, purpose.equals("host")));
        } catch (ApiRefusal refusal) {
            return page(visit, new View(true, List.of(refusal.message()), false));
        }
    }

    private static String said(Visit visit, String purpose, Row rule) {
        return purpose.equals("host")
                ? visit.texts().word("hostrule", rule.text("code"))
                : visit.texts().of("password.rule-" + rule.text("code"), rule.number("figure"));
    }

    private static Answer page(Visit visit, View view) {
        return visit.page("meter", "", view);
    }
}
