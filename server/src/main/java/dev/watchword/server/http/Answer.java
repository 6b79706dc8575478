package dev.watchword.server.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back.
 *
 * @param status HTTP's
 * @param contentType of the body, {@code ""} without one
 * @param body the bytes, not to be changed
 * @param headers further ones
 * @param secret whether it shows something that is shown once only, so that it must not be kept for a repeated request
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers, boolean secret) {

    private static final String JSON = "application/json;charset=UTF-8";

    /** 200 with a JSON body: a tree, or a record in snake case. */
    public static Answer ok(Object json) {
        return json(200, json);
    }

    /** A JSON body with another status. */
    public static Answer json(int status, Object json) {
        return new Answer(status, JSON, Json.write(json), Map.of(), false);
    }

    /** No body. */
    public static Answer empty(int status) {
        return new Answer(status, "", new byte[0], Map.of(), false);
    }

    /** A body of another kind. */
    public static Answer of(String contentType, byte[] body) {
        return new Answer(200, contentType, body, Map.of(), false);
    }

    /** The same with a header. */
    public Answer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, contentType, body, Map.copyOf(more), secret);
    }

    /** The same, never kept. */
    public Answer shownOnce() {
        return new Answer(status, contentType, body, headers, true);
    }
}
