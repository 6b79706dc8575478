package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.Optional;

/** What is done with access keys, on a user's page and on one's own. A secret stands in the answer that made it and nowhere else. */
public final class AccessKeyForms {

    private AccessKeyForms() {}

    /**
     * A key that was just made.
     *
     * @param id of the key
     * @param secret shown this once
     * @param back where its user is shown
     */
    public record View(String id, String secret, String back) {
        @Override
        public String toString() {
            return "View of " + id;
        }
    }

    /** Does what the button says; empty when it says nothing of keys, or a deletion was not confirmed. */
    static Optional<Answer> act(Visit visit, String userId, Address back) {
        FormBody form = visit.form();
        String key = form.text("access_key_id");
        return switch (form.text("do")) {
            case "add-key" -> Optional.of(add(visit, userId, back));
            case "enable-key" -> Optional.of(enable(visit, userId, key, "active", back, "keyEnabled"));
            case "disable-key" -> Optional.of(enable(visit, userId, key, "inactive", back, "keyDisabled"));
            case "delete-key" ->
                UserForms.sure(form) ? Optional.of(delete(visit, userId, key, back)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Answer add(Visit visit, String userId, Address back) {
        JsonNode made = visit.api()
                .send(Verb.POST, Address.of("/v5/users/{}/access-keys", userId))
                .path("access_key");
        View view = new View(
                made.path("access_key_id").asText(),
                made.path("secret_access_key").asText(),
                back.toString());
        return visit.page("newkey", visit.texts().of("keys.made"), view).shownOnce();
    }

    private static Answer enable(Visit visit, String userId, String key, String status, Address back, String notice) {
        visit.api()
                .send(
                        Verb.PUT,
                        Address.of("/v5/users/{}/access-keys/{}", userId, key),
                        Json.object().put("status", status));
        return visit.done(back, notice);
    }

    private static Answer delete(Visit visit, String userId, String key, Address back) {
        visit.api().send(Verb.DELETE, Address.of("/v5/users/{}/access-keys/{}", userId, key));
        return visit.done(back, "keyDeleted");
    }
}
