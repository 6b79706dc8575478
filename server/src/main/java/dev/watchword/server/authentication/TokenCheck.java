package dev.watchword.server.authentication;

import dev.watchword.server.Parts;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Verb;
import dev.watchword.server.users.Token;
import dev.watchword.server.users.Tokens;
import dev.watchword.server.users.User;
import dev.watchword.server.users.Users;
import org.jdbi.v3.core.Handle;

/**
 * Proves a caller by their token. Nothing is cached: a revoked token is worth nothing at the next call. Safe for use by
 * many threads.
 */
final class TokenCheck {

    /** Characters that a token may have. */
    static final int LONGEST = 32_768;

    private final Parts parts;
    private final Tokens tokens;

    TokenCheck(Parts parts, Tokens tokens) {
        this.parts = parts;
        this.tokens = tokens;
    }

    /**
     * Whose token it is.
     *
     * @throws ApiError 401, or 403 for a user who is disabled or must choose another password first
     */
    Caller caller(String text, RawCall call) {
        if (text.length() > LONGEST) {
            throw NotProven.badToken();
        }
        return parts.database().read(handle -> {
            Token token = tokens.find(handle, text).orElseThrow(NotProven::badToken);
            if (token.isOver(parts.now())) {
                throw NotProven.expired(token.expiresAt());
            }
            return caller(handle, token, call);
        });
    }

    private static Caller caller(Handle handle, Token token, RawCall call) {
        User user = Users.byId(handle, token.userId()).orElseThrow(NotProven::badToken);
        if (!user.enabled()) {
            throw ApiError.gateway(403, "IAM.0082", "The user is disabled.");
        }
        boolean mustChoose =
                user.profile().map(User.LoginProfile::resetRequired).orElse(false);
        if (mustChoose && !isAllowedBefore(call)) {
            throw ApiError.gateway(
                    403,
                    "APIGW.0302",
                    "The IAM user is not authorized to access the API: the password must be changed first,"
                            + " with POST /v5/caller-password.");
        }
        return Callers.byToken(handle, user, token.projectId(), token.mark());
    }

    /**
     * A user who must choose another password gets a token, since that is how clients reach the call that changes it,
     * but the token is good for that call alone (and for asking who one is). Access keys are not passwords and go on.
     */
    private static boolean isAllowedBefore(RawCall call) {
        return call.verb() == Verb.POST && call.rawPath().equals("/v5/caller-password")
                || call.verb() == Verb.GET && call.rawPath().equals("/v5/caller-identity");
    }
}
