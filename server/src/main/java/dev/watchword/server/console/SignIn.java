package dev.watchword.server.console;

import dev.watchword.server.Parts;
import dev.watchword.server.authentication.ConsoleSessions;
import dev.watchword.server.authentication.PasswordLogin;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.QueryString;
import dev.watchword.server.users.User;
import java.util.List;
import java.util.Optional;

/** How people come and go. Passwords are checked where every password is. Safe for use by many threads. */
public final class SignIn {

    private static final String TITLE = "login.title";
    private static final int LONGEST = 256;

    private final Parts parts;
    private final PasswordLogin logins;
    private final ConsoleSessions sessions;
    private final Pages pages;
    private final StaticFiles files;
    private final Notices notices;

    SignIn(Parts parts, PasswordLogin logins, ConsoleSessions sessions, Pages pages, StaticFiles files) {
        this.parts = parts;
        this.logins = logins;
        this.sessions = sessions;
        this.pages = pages;
        this.files = files;
        this.notices = new Notices(sessions.cookie().tls());
    }

    /**
     * What the template shows.
     *
     * @param account as it was typed
     * @param user as it was typed
     * @param next where to go on
     * @param error in the viewer's language, {@code ""} for none
     * @param lockedUntil epoch milliseconds, 0 when not locked
     */
    public record View(String account, String user, String next, String error, long lockedUntil) {}

    /** The empty form. */
    public Answer show(Call call) {
        var query = QueryString.parse(call.raw().rawQuery());
        String next = Local.of(query.getOrDefault("next", List.of("")).getFirst());
        String notice = notices.of(call.raw())
                .map(key -> texts(call).orElse("notice." + key, ""))
                .orElse("");
        return notices.said(call.raw(), page(200, call, notice, new View("", "", next, "", 0)));
    }

    /** Signs somebody in, with a new session. */
    public Answer login(Call call) {
        FormBody form = FormBody.of(call.raw());
        String account = form.text("account").strip();
        String name = form.text("user").strip();
        String password = form.optional("password").orElse("");
        String next = Local.of(form.text("next"));
        if (name.isEmpty() || password.isEmpty() || longest(account, name, password) > LONGEST) {
            return refused(call, new View(account, name, next, texts(call).of("login.wrong"), 0), "IAM.0001");
        }
        PasswordLogin.Who who = new PasswordLogin.Who.InDomainNamed(account.isEmpty() ? onlyAccount() : account, name);
        return switch (logins.login(who, password, call.raw().sourceIp())) {
            case PasswordLogin.Result.Accepted accepted -> begin(call, accepted.user(), next);
            case PasswordLogin.Result.Refused any ->
                refused(call, new View(account, name, next, texts(call).of("login.wrong"), 0), "IAM.0001");
            case PasswordLogin.Result.Locked locked ->
                refused(
                        call,
                        new View(account, name, next, texts(call).of("login.locked"), locked.until()),
                        "IAM.0061");
        };
    }

    /** Ends the session. */
    public Answer logout(Call call) {
        sessions.end(call.raw());
        return Pages.seeOther("/console/login")
                .header("Set-Cookie", sessions.cookie().forget());
    }

    private Answer begin(Call call, User user, String next) {
        call.notes().proven(user.id(), user.name(), user.domainId());
        try {
            String text = sessions.begin(user, call.raw());
            return Pages.seeOther(next)
                    .header("Set-Cookie", sessions.cookie().keep(text))
                    .shownOnce();
        } catch (ApiError changed) {
            if (changed.status() != 401) {
                throw changed;
            }
            return refused(call, new View("", "", next, texts(call).of("login.wrong"), 0), "IAM.0001");
        }
    }

    private Answer refused(Call call, View view, String code) {
        call.notes().note("code", code);
        return page(401, call, "", view);
    }

    private Answer page(int status, Call call, String notice, View view) {
        Texts texts = texts(call);
        Frame frame = new Frame(
                texts,
                Choices.theme(call.raw()),
                texts.of(TITLE),
                Address.of("/console/login").with("next", view.next()).toString(),
                notice,
                Optional.empty(),
                files);
        return pages.page(status, "login", frame, view);
    }

    /** Most servers have one account: then nobody needs to know its name. */
    private String onlyAccount() {
        List<String> names = parts.database()
                .read(handle -> handle.createQuery("select name from domain limit 2")
                        .mapTo(String.class)
                        .list());
        return names.size() == 1 ? names.getFirst() : "";
    }

    private static int longest(String... texts) {
        int longest = 0;
        for (String text : texts) {
            longest = Math.max(longest, text.length());
        }
        return longest;
    }

    private static Texts texts(Call call) {
        return new Texts(Choices.language(call.raw()));
    }
}
