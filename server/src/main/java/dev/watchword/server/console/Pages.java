package dev.watchword.server.console;

import dev.watchword.server.http.Answer;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Fills templates, and sends pages that may do nothing but what the console's own files do. Safe for use by many threads. */
final class Pages {

    /**
     * Pico draws some of its signs as pictures in the style sheet, so {@code data:} is allowed for pictures.
     * {@code no-referrer} would take the origin away from forms, by which they are checked.
     */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            "Referrer-Policy",
            "same-origin",
            "X-Frame-Options",
            "DENY",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()");

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.watchword.server.console.templates");

    /**
     * A page.
     *
     * @param template its name without {@code .jte}
     * @param view the template's second parameter
     */
    Answer page(int status, String template, Frame frame, Object view) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", frame);
        parameters.put("view", view);
        StringOutput output = new StringOutput(16 * 1024);
        templates.render(template + ".jte", parameters, output);
        byte[] html = output.toString().getBytes(StandardCharsets.UTF_8);
        return guarded(new Answer(status, "text/html;charset=utf-8", html, Map.of(), false));
    }

    /** Sends the browser elsewhere, to a path of this server. */
    static Answer seeOther(String address) {
        return guarded(Answer.empty(303)).header("Location", address);
    }

    private static Answer guarded(Answer answer) {
        Answer guarded = answer;
        for (var header : HEADERS.entrySet()) {
            guarded = guarded.header(header.getKey(), header.getValue());
        }
        return guarded;
    }
}
