package dev.watchword.server.authentication;

import dev.watchword.server.http.RawCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cookie of a session (RFC 6265). With TLS its name has the prefix {@code __Host-}, so that no other host of the same
 * domain and nobody on a line in clear can put one in its place.
 *
 * @param tls whether browsers reach the server by TLS
 */
public record SessionCookie(boolean tls) {

    private static final String FLAGS = "; Path=/; HttpOnly; SameSite=Strict";

    /** Its name. */
    public String name() {
        return tls ? "__Host-watchword" : "watchword";
    }

    /** What makes a browser keep it until it ends. */
    public String keep(String text) {
        return name() + "=" + text + FLAGS + (tls ? "; Secure" : "");
    }

    /** What makes a browser forget it. */
    public String forget() {
        return keep("") + "; Max-Age=0";
    }

    /** What the browser kept; empty when it sends none or several. */
    public Optional<String> of(RawCall call) {
        return value(call, name());
    }

    /** The only cookie of that name; empty when there is none or there are several. */
    public static Optional<String> value(RawCall call, String name) {
        List<String> values = new ArrayList<>();
        for (String header : call.headers().getOrDefault("cookie", List.of())) {
            for (String pair : header.split(";", -1)) {
                String stripped = pair.strip();
                if (stripped.startsWith(name + "=")) {
                    values.add(stripped.substring(name.length() + 1));
                }
            }
        }
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
