package dev.watchword.server.console;

import dev.watchword.server.authentication.ConsoleSessions;
import dev.watchword.server.authentication.SessionCookie;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.RawCall;
import java.util.Optional;

/**
 * What was just done, told once by the next page. It stands in a cookie, and not in the address: whoever makes a link would
 * make people believe that something was done.
 *
 * @param tls whether browsers reach the server by TLS; then nobody else can put such a cookie
 */
record Notices(boolean tls) {

    private static final String FLAGS = "; Path=/; HttpOnly; SameSite=Strict";

    /** Has the next page say it. */
    Answer told(Answer answer, String key) {
        return answer.header("Set-Cookie", name() + "=" + key + FLAGS + secure() + "; Max-Age=60");
    }

    /** The key of what this page is to say; pages that ask again by themselves say nothing. */
    Optional<String> of(RawCall call) {
        return call.count(ConsoleSessions.BY_ITSELF) > 0
                ? Optional.empty()
                : SessionCookie.value(call, name()).filter(key -> key.matches("[A-Za-z]{1,40}"));
    }

    /** The page after it says nothing more. */
    Answer said(RawCall call, Answer page) {
        return of(call).isEmpty() ? page : page.header("Set-Cookie", name() + "=" + FLAGS + secure() + "; Max-Age=0");
    }

    private String name() {
        return tls ? "__Host-watchword-notice" : "watchword-notice";
    }

    private String secure() {
        return tls ? "; Secure" : "";
    }
}
