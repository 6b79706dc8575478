package dev.watchword.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a form as browsers send it ({@code application/x-www-form-urlencoded}, WHATWG URL standard): at most 200
 * of them, in UTF-8. Prints their names only: a value may be a password.
 */
public final class FormBody {

    private final Map<String, List<String>> fields;

    private FormBody(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * Reads the body of a call.
     *
     * @throws ApiError 400 when it is malformed
     */
    public static FormBody of(RawCall call) {
        String text = new String(call.body(), StandardCharsets.ISO_8859_1);
        return new FormBody(QueryString.parse(text.replace("+", "%20")));
    }

    /** The only value of a field; empty when it is absent or given more than once. */
    public Optional<String> optional(String name) {
        List<String> values = all(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** The same, {@code ""} when there is none. Line ends are single line feeds. */
    public String text(String name) {
        return optional(name).orElse("").replace("\r\n", "\n");
    }

    /** Every value of a field, in their order. */
    public List<String> all(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }

    @Override
    public String toString() {
        return "FormBody" + fields.keySet();
    }
}
