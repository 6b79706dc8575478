package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Shown;
import java.util.List;

/**
 * One object of a list of the API; what its parts mean is told by the API's document.
 *
 * @param json of the API
 */
public record Row(JsonNode json) {

    /** The objects of a list's page. */
    static List<Row> of(JsonNode list) {
        return list.path("data_list").valueStream().map(Row::new).toList();
    }

    /** A part that is a text, as people may see it, {@code ""} without it. */
    public String text(String name) {
        return Shown.text(json.path(name));
    }

    /** A part that is a number, 0 without it. */
    public long number(String name) {
        return json.path(name).asLong();
    }

    /** A part that is true or false, false without it. */
    public boolean flag(String name) {
        return json.path(name).asBoolean();
    }
}
