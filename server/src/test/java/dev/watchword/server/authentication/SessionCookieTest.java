package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

    @Test
    void isBoundToTheHostWithTls() {
        SessionCookie cookie = new SessionCookie(true);
        assertEquals("__Host-watchword=abc; Path=/; HttpOnly; SameSite=Strict; Secure", cookie.keep("abc"));
        assertEquals("__Host-watchword=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0", cookie.forget());
        assertEquals(Optional.of("abc"), cookie.of(call("x=1; __Host-watchword=abc")));
        assertEquals(Optional.empty(), cookie.of(call("watchword=abc")), "one that a page in clear could set");
    }

    @Test
    void twoOfThemAreNone() {
        SessionCookie cookie = new SessionCookie(false);
        assertEquals(Optional.of("a"), cookie.of(call("watchword=a")));
        assertEquals(Optional.empty(), cookie.of(call("watchword=a; watchword=b")));
        assertEquals(Optional.empty(), cookie.of(call("mywatchword=a")));
    }

    private static RawCall call(String cookies) {
        return new RawCall(
                Verb.GET, "/console", "", Map.of("cookie", List.of(cookies)), new byte[0], "192.0.2.1", Map.of());
    }
}
