package dev.watchword.server.iam;

import dev.watchword.server.authentication.PasswordLogin;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.users.User;

/**
 * Changes the caller's own password. The old one is checked where every password is, so that guesses of it count and lock
 * like any others.
 *
 * @param logins checks the old password
 * @param passwords sets the new one
 */
public record OwnPassword(PasswordLogin logins, Passwords passwords) {

    /** What is needed. */
    public static final Fields CHANGE = Fields.of(
            Field.required("new_password", LoginProfiles.PASSWORD),
            Field.required("old_password", LoginProfiles.PASSWORD));

    /** Changes it, and ends every token of the caller, the one of this call included. */
    public Answer change(Call call) {
        PasswordLogin.Result result = logins.confirm(
                call.caller().userId(),
                call.body().text("old_password"),
                call.raw().sourceIp());
        User user = switch (result) {
            case PasswordLogin.Result.Accepted accepted -> accepted.user();
            case PasswordLogin.Result.Refused any -> throw ApiError.of(400, "1103", "Incorrect password.");
            case PasswordLogin.Result.Locked locked ->
                throw ApiError.of(401, "IAM.0061", "Account locked until " + Times.iso(locked.until()) + ".");
        };
        passwords.setOwn(user, call.body().text("new_password"));
        call.notes().note("user_id", user.id());
        return Answer.empty(200);
    }
}
