package dev.watchword.server.console;

import dev.watchword.server.authentication.ConsoleSessions;
import dev.watchword.server.authentication.SessionCookie;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.RawCall;
import java.util.Optional;

/**
 * Language and theme, kept by the browser.
 *
 * @param sessions tells whether a page of ours sent the form
 */
record Choices(ConsoleSessions sessions) {

    private static final String LANGUAGE = "watchword-language";
    private static final String THEME = "watchword-theme";
    private static final String KEPT = "; Path=/console; Max-Age=31536000; HttpOnly; SameSite=Strict";

    static Language language(RawCall call) {
        return SessionCookie.value(call, LANGUAGE)
                .flatMap(Language::of)
                .orElseGet(() -> Language.preferred(call.header("accept-language")));
    }

    static Theme theme(RawCall call) {
        return SessionCookie.value(call, THEME).flatMap(Theme::of).orElse(Theme.AUTO);
    }

    /** Keeps the one that was chosen, and goes back to the page. */
    Answer choose(Call call) {
        FormBody form = FormBody.of(call.raw());
        Answer back = Pages.seeOther(Local.of(form.text("next")));
        Optional<String> chosen = Language.of(form.text("language"))
                .map(language -> LANGUAGE + "=" + language.tag())
                .or(() -> Theme.of(form.text("theme")).map(theme -> THEME + "=" + theme.word()));
        String secure = sessions.cookie().tls() ? "; Secure" : "";
        return chosen.map(pair -> back.header("Set-Cookie", pair + KEPT + secure))
                .orElse(back);
    }
}
