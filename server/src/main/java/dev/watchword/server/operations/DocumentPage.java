package dev.watchword.server.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.http.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** The API's document as a page that needs nothing else: no script, no network, one style that its own policy names. */
final class DocumentPage {

    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
            code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
            summary { cursor: pointer; padding: 0.3rem 0; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border-bottom: 1px solid #bbb; padding: 0.2rem 0.5rem; text-align: left; vertical-align: top; }
            @media (prefers-color-scheme: dark) { body { background: #111; color: #eee; } }
            """;

    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'; frame-ancestors 'none'; base-uri 'none'";

    private DocumentPage() {}

    static Answer of(JsonNode document) {
        StringBuilder page = new StringBuilder(64 * 1024);
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>Watchword API</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>Watchword API</h1><p>The same as a document for machines: ")
                .append("<a href=\"/openapi.json\">openapi.json</a>.</p>");
        for (JsonNode tag : document.path("tags")) {
            section(document, tag.path("name").asText(), page);
        }
        page.append("</body></html>");
        return Answer.of("text/html;charset=utf-8", page.toString().getBytes(StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer");
    }

    private static void section(JsonNode document, String tag, StringBuilder page) {
        StringBuilder operations = new StringBuilder();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (operation.getValue().path("tags").path(0).asText().equals(tag)) {
                    operation(operation.getKey(), path.getKey(), operation.getValue(), operations);
                }
            }
        }
        if (!operations.isEmpty()) {
            page.append("<h2>").append(escaped(tag)).append("</h2>").append(operations);
        }
    }

    private static void operation(String verb, String path, JsonNode operation, StringBuilder page) {
        page.append("<details><summary><code>")
                .append(escaped(verb.toUpperCase(Locale.ROOT)))
                .append(' ')
                .append(escaped(path))
                .append("</code> ")
                .append(escaped(operation.path("summary").asText()))
                .append("</summary><p>Permission: <code>")
                .append(escaped(operation.path("x-permission").asText()))
                .append("</code></p><table><tr><th>where</th><th>name</th><th>required</th><th>shape</th></tr>");
        for (JsonNode parameter : operation.path("parameters")) {
            row(
                    parameter.path("in").asText(),
                    parameter.path("name").asText(),
                    parameter.path("required").asBoolean(),
                    parameter.path("schema"),
                    page);
        }
        fields("body", operation.path("requestBody"), page);
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            fields(response.getKey(), response.getValue(), page);
        }
        page.append("</table></details>");
    }

    private static void fields(String where, JsonNode content, StringBuilder page) {
        JsonNode schema = content.path("content").path("application/json").path("schema");
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            boolean required = false;
            for (JsonNode name : schema.path("required")) {
                required |= name.asText().equals(field.getKey());
            }
            row(where, field.getKey(), required, field.getValue(), page);
        }
    }

    private static void row(String where, String name, boolean required, JsonNode schema, StringBuilder page) {
        page.append("<tr><td>")
                .append(escaped(where))
                .append("</td><td><code>")
                .append(escaped(name))
                .append("</code></td><td>")
                .append(required ? "yes" : "no")
                .append("</td><td><code>")
                .append(escaped(schema.toString()))
                .append("</code></td></tr>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
