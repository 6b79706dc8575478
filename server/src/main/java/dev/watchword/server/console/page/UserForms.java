package dev.watchword.server.console.page;

import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;

/** What the forms of a user's page do. Each says by its button what it is for. */
public final class UserForms {

    private UserForms() {}

    /** Does what the button says. */
    public static Answer act(Visit visit) {
        FormBody form = visit.form();
        String id = visit.path("user_id");
        try {
            return switch (form.text("do")) {
                case "enable" -> enable(visit, id, true);
                case "disable" -> own(visit, id) ? refused(visit, id, "users.notOneself") : enable(visit, id, false);
                case "unlock" -> {
                    visit.api().send(Verb.POST, Address.of("/v1/watchword/users/{}/unlock", id));
                    yield visit.done(UserPage.here(id), "userUnlocked");
                }
                case "edit" -> {
                    visit.api()
                            .send(
                                    Verb.PUT,
                                    Address.of("/v5/users/{}", id),
                                    Json.object()
                                            .put(
                                                    "new_user_name",
                                                    form.text("name").strip())
                                            .put("new_description", form.text("description")));
                    yield visit.done(UserPage.here(id), "userSaved");
                }
                case "password" -> password(visit, id, form);
                case "remove-password" ->
                    sure(form)
                            ? done(
                                    visit,
                                    id,
                                    Verb.DELETE,
                                    Address.of("/v5/users/{}/login-profile", id),
                                    "passwordRemoved")
                            : refused(visit, id, "users.sureMissing");
                case "delete" -> delete(visit, id, form);
                case "join" -> member(visit, id, "add-user", form.text("group_id"), "groupJoined");
                case "leave" -> member(visit, id, "remove-user", form.text("group_id"), "groupLeft");
                case "attach" -> policy(visit, id, "attach-user", form.text("policy_id"), "policyAttached");
                case "detach" -> policy(visit, id, "detach-user", form.text("policy_id"), "policyDetached");
                default ->
                    AccessKeyForms.act(visit, id, UserPage.here(id))
                            .orElseGet(() -> refused(visit, id, "users.sureMissing"));
            };
        } catch (ApiRefusal refusal) {
            return UserPage.page(visit, id, refusal.status(), Refused.said(visit, refusal));
        }
    }

    static void firstPassword(Visit visit, String id, String password, boolean mustChange) {
        visit.api()
                .send(
                        Verb.POST,
                        Address.of("/v5/users/{}/login-profile", id),
                        Json.object().put("password", password).put("password_reset_required", mustChange));
    }

    /** Whether what cannot be taken back was confirmed. */
    static boolean sure(FormBody form) {
        return form.text("sure").equals("yes");
    }

    private static boolean own(Visit visit, String id) {
        return visit.call().caller().userId().equals(id);
    }

    private static Answer refused(Visit visit, String id, String key) {
        return UserPage.page(visit, id, 400, visit.texts().of(key));
    }

    private static Answer enable(Visit visit, String id, boolean enabled) {
        visit.api().send(Verb.PUT, Address.of("/v5/users/{}", id), Json.object().put("enabled", enabled));
        return visit.done(UserPage.here(id), enabled ? "userEnabled" : "userDisabled");
    }

    private static Answer password(Visit visit, String id, FormBody form) {
        String password = form.optional("new_password").orElse("");
        if (password.isEmpty() || !password.equals(form.optional("again").orElse(""))) {
            return refused(visit, id, "password.differ");
        }
        boolean mustChange = form.text("must_change").equals("yes");
        if (form.text("first").equals("yes")) {
            firstPassword(visit, id, password, mustChange);
        } else {
            visit.api()
                    .send(
                            Verb.PUT,
                            Address.of("/v5/users/{}/login-profile", id),
                            Json.object().put("password", password).put("password_reset_required", mustChange));
        }
        return visit.done(UserPage.here(id), "passwordSet");
    }

    private static Answer delete(Visit visit, String id, FormBody form) {
        if (own(visit, id)) {
            return refused(visit, id, "users.notOneself");
        }
        if (!sure(form)) {
            return refused(visit, id, "users.sureMissing");
        }
        visit.api().send(Verb.DELETE, Address.of("/v5/users/{}", id));
        return visit.done(Address.of(UsersPage.HERE), "userDeleted");
    }

    private static Answer member(Visit visit, String id, String call, String groupId, String notice) {
        visit.api()
                .send(
                        Verb.POST,
                        Address.of("/v5/groups/{}/" + call, groupId),
                        Json.object().put("user_id", id));
        return visit.done(UserPage.here(id), notice);
    }

    private static Answer policy(Visit visit, String id, String call, String policyId, String notice) {
        visit.api()
                .send(
                        Verb.POST,
                        Address.of("/v5/policies/{}/" + call, policyId),
                        Json.object().put("user_id", id));
        return visit.done(UserPage.here(id), notice);
    }

    private static Answer done(Visit visit, String id, Verb verb, Address address, String notice) {
        visit.api().send(verb, address);
        return visit.done(UserPage.here(id), notice);
    }
}
