package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A finding as pages show it; what each part means is told by the API's document.
 *
 * @param json of the API
 */
public record Finding(JsonNode json) {

    static Finding of(JsonNode json) {
        return new Finding(json);
    }

    /** A part that is a text. */
    public String text(String name) {
        return json.path(name).asText();
    }

    /** A part that is a number. */
    public long number(String name) {
        return json.path(name).asLong();
    }

    /** The page of one finding. */
    public String id() {
        return text("finding_id");
    }
}
