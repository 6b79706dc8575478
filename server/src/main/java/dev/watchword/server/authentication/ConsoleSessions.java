package dev.watchword.server.authentication;

import dev.watchword.server.Parts;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.SessionAuthentication;
import dev.watchword.server.http.Verb;
import dev.watchword.server.users.Session;
import dev.watchword.server.users.Sessions;
import dev.watchword.server.users.User;
import dev.watchword.server.users.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Begins, proves and ends sessions of the console. Nothing is cached: a session that was ended is worth nothing at the next
 * call. A form counts only when a page of this server sent it, and it holds the session's own form token. Safe for use by
 * many threads.
 */
public final class ConsoleSessions implements SessionAuthentication {

    /** The field, and in lower case the header, with the form token. */
    public static final String FORM_TOKEN = "form_token";

    /** The error's code when nobody is signed in. */
    public static final String SIGNED_OUT = "WW.0020";

    /** The error's code when a form did not come from a page of this session. */
    public static final String FOREIGN_FORM = "WW.0021";

    /** The error's code when the password must be changed before anything else. */
    public static final String PASSWORD_FIRST = "WW.0022";

    /** The error's code when the login policy does not allow the console from the caller's address. */
    public static final String OTHER_ADDRESS = "WW.0023";

    /** A browser that asks again and again by itself says so: that is no use by a person. */
    public static final String BY_ITSELF = "x-by-itself";

    private final Parts parts;
    private final SessionRules rules;
    private final PasswordValidity validity;
    private final PublicEndpoint endpoint;
    private final SessionCookie cookie;

    ConsoleSessions(Parts parts, SessionRules rules, PasswordValidity validity, PublicEndpoint endpoint) {
        this.parts = parts;
        this.rules = rules;
        this.validity = validity;
        this.endpoint = endpoint;
        this.cookie = new SessionCookie(endpoint.tls());
    }

    /** The cookie that holds a session. */
    public SessionCookie cookie() {
        return cookie;
    }

    @Override
    public Caller caller(RawCall call) {
        String text = cookie.of(call).orElseThrow(ConsoleSessions::signedOut);
        long now = parts.now();
        Proven proven = parts.database().read(handle -> proven(handle, text, call, now));
        if (call.verb() != Verb.GET) {
            requireOwnForm(call, text);
        }
        if (Sessions.isToBeSeen(proven.session(), now) && call.count(BY_ITSELF) == 0) {
            parts.database().change(handle -> Sessions.seen(handle, proven.session(), now));
        }
        return proven.caller();
    }

    /**
     * Begins a session of a user who has just shown their password; answers what the browser is to keep.
     *
     * @param proven the user as they were then
     * @throws ApiError 401 when they were changed since, 403 when they may not use the console from this address
     */
    public String begin(User proven, RawCall call) {
        return parts.database().write(handle -> {
            // Whoever disables a user or changes their password ends their sessions; this one must not come after that.
            User user = Users.byId(handle, proven.id())
                    .filter(current -> current.enabled() && current.profile().equals(proven.profile()))
                    .orElseThrow(ConsoleSessions::signedOut);
            requireAddress(rules.of(handle, user.domainId()), call);
            cookie.of(call).ifPresent(before -> Sessions.end(handle, before));
            return Sessions.begin(handle, user.id(), call.sourceIp(), browser(call), parts.now());
        });
    }

    /** Ends the session of this call. */
    public void end(RawCall call) {
        cookie.of(call).ifPresent(text -> parts.database().change(handle -> Sessions.end(handle, text)));
    }

    /** The sessions of a user that are not over, the one that was used last first. */
    List<Session> open(Handle handle, User user) {
        SessionRules.Values values = rules.of(handle, user.domainId());
        long now = parts.now();
        return Sessions.of(handle, user.id()).stream()
                .filter(session -> !isOver(session, values, now))
                .toList();
    }

    /** Under which address clients reach this server. */
    public String origin(RawCall call) {
        return endpoint.of(call);
    }

    /** What each form of this session holds. */
    public String formToken(RawCall call) {
        return formToken(cookie.of(call).orElse(""));
    }

    @Override
    public void requireOwnPage(RawCall call) {
        if (!SameOrigin.sent(call, endpoint)) {
            throw foreignForm();
        }
    }

    private void requireOwnForm(RawCall call, String text) {
        requireOwnPage(call);
        String given = call.header(FORM_TOKEN.replace('_', '-'))
                .or(() -> FormBody.of(call).optional(FORM_TOKEN))
                .orElse("");
        if (!MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), formToken(text).getBytes(StandardCharsets.UTF_8))) {
            throw foreignForm();
        }
    }

    private String formToken(String text) {
        byte[] mark = parts.atRest().mark("console/form", text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mark);
    }

    private Proven proven(Handle handle, String text, RawCall call, long now) {
        Session session = Sessions.find(handle, text).orElseThrow(ConsoleSessions::signedOut);
        User user = Users.byId(handle, session.userId()).filter(User::enabled).orElseThrow(ConsoleSessions::signedOut);
        SessionRules.Values values = rules.of(handle, user.domainId());
        if (isOver(session, values, now)) {
            throw signedOut();
        }
        requireAddress(values, call);
        if (mustChoose(handle, user, now) && !isAllowedBefore(call)) {
            throw ApiError.of(403, PASSWORD_FIRST, "The password must be changed first.");
        }
        return new Proven(session, Callers.bySession(handle, user, session.mark()));
    }

    private static boolean isOver(Session session, SessionRules.Values values, long now) {
        return now >= session.begunAt() + Sessions.LIFE.toMillis()
                || now >= session.seenAt() + values.idle().toMillis();
    }

    /** What it says it is, fit for a database: what is not printable ASCII there is none of its name. */
    private static String browser(RawCall call) {
        return call.header("user-agent").orElse("").replaceAll("[^ -~]", "?");
    }

    private boolean mustChoose(Handle handle, User user, long now) {
        boolean isTold = user.profile().map(User.LoginProfile::resetRequired).orElse(false);
        var expiry = validity.expiresAt(handle, user);
        return isTold || expiry.isPresent() && now >= expiry.getAsLong();
    }

    private static boolean isAllowedBefore(RawCall call) {
        return Set.of("/console/password", "/console/password/check", "/console/logout")
                .contains(call.rawPath());
    }

    private static void requireAddress(SessionRules.Values values, RawCall call) {
        if (!values.allows().test(call.sourceIp())) {
            throw ApiError.of(403, OTHER_ADDRESS, "The login policy does not allow the console from this address.");
        }
    }

    private static ApiError signedOut() {
        return ApiError.of(401, SIGNED_OUT, "Nobody is signed in.");
    }

    private static ApiError foreignForm() {
        return ApiError.of(403, FOREIGN_FORM, "The form does not come from a page of this session.");
    }

    private record Proven(Session session, Caller caller) {}
}
