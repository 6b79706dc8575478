package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import dev.watchword.server.users.Tokens;
import dev.watchword.server.users.User;

/**
 * Login profiles: whether a user has a password, and what is to be known of it.
 *
 * @param parts what it stands on
 * @param accounts finds users
 * @param passwords sets and removes passwords
 * @param tokens are ended when a user must choose another password
 */
public record LoginProfiles(Parts parts, AccountUsers accounts, Passwords passwords, Tokens tokens) {

    /** A password as a request gives it; the policy judges it, this only keeps it bounded. */
    static final Shape PASSWORD = Shape.text(1, 512);

    /** What a new one needs. */
    public static final Fields NEW =
            Fields.of(Field.required("password", PASSWORD), Field.required("password_reset_required", Shape.flag()));

    /** What may be changed. */
    public static final Fields CHANGES =
            Fields.of(Field.optional("password", PASSWORD), Field.optional("password_reset_required", Shape.flag()));

    /** How one is answered. */
    public static final Fields WHOLE = Fields.of(Field.required(
            "login_profile",
            Shape.members(
                    Field.required("user_id", Shape.text(1, 64)),
                    Field.required("password_reset_required", Shape.flag()),
                    Field.optional("password_expires_at", Shape.text(1, 32))
                            .saying("When the console will ask for another password; absent when never."),
                    Field.required("created_at", Shape.text(1, 32)))));

    /** Gives a user a password. */
    public Answer create(Call call) {
        User user = accounts.changeable(call);
        passwords.set(
                user.domainId(),
                user.id(),
                Passwords.By.CREATOR,
                call.body().text("password"),
                call.body().flag("password_reset_required"));
        call.notes().note("user_id", user.id());
        return Answer.json(201, json(accounts.of(call)));
    }

    /** What is to be known of a user's password. */
    public Answer show(Call call) {
        return Answer.ok(json(accounts.of(call)));
    }

    /** Changes a user's password, whether they must choose another one, or both. */
    public Answer update(Call call) {
        User user = accounts.changeable(call);
        User.LoginProfile profile = requireProfile(user);
        boolean resetRequired =
                call.body().optionalFlag("password_reset_required").orElse(profile.resetRequired());
        call.notes().note("user_id", user.id());
        if (call.body().has("password")) {
            passwords.set(
                    user.domainId(),
                    user.id(),
                    Passwords.By.MANAGER,
                    call.body().text("password"),
                    resetRequired);
        } else if (resetRequired != profile.resetRequired()) {
            parts.database().change(handle -> {
                handle.createUpdate("update iam_user set password_reset_required = :resetRequired where id = :id")
                        .bind("resetRequired", resetRequired)
                        .bind("id", user.id())
                        .execute();
                tokens.revokeAll(handle, user.id());
            });
        }
        return Answer.ok(json(accounts.of(call)));
    }

    /** Takes a user's password away: they can no longer sign in with one. */
    public Answer delete(Call call) {
        User user = accounts.changeable(call);
        requireProfile(user);
        parts.database().change(handle -> passwords.remove(handle, user.id()));
        call.notes().note("user_id", user.id());
        return Answer.empty(204);
    }

    /**
     * The user's profile.
     *
     * @throws ApiError 404 in the words that clients look for
     */
    static User.LoginProfile requireProfile(User user) {
        return user.profile()
                .orElseThrow(() -> ApiError.of(404, "IAM.0004", "Could not find login-profile: " + user.id()));
    }

    private ObjectNode json(User user) {
        User.LoginProfile profile = requireProfile(user);
        ObjectNode answer = Json.object();
        ObjectNode inner = answer.putObject("login_profile")
                .put("user_id", user.id())
                .put("password_reset_required", profile.resetRequired());
        parts.database()
                .read(handle -> AccountPasswordPolicies.of(handle, user.domainId()))
                .passwordExpiresAt(profile.passwordSetAt())
                .ifPresent(at -> inner.put("password_expires_at", Times.iso(at)));
        inner.put("created_at", Times.iso(profile.createdAt()));
        return answer;
    }
}
