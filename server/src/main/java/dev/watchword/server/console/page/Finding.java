package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;

/**
 * A finding as pages show it; what each part means is told by the API's document.
 *
 * @param json of the API
 */
public record Finding(JsonNode json) {

    static Finding of(JsonNode json) {
        return new Finding(json);
    }

    /** A part that is a text, {@code ""} without it. */
    public String text(String name) {
        return json.path(name).asText();
    }

    /** A part that is a number, 0 without it. */
    public long number(String name) {
        return json.path(name).asLong();
    }

    /** Its acceptance's parts, none when nobody accepted it. */
    public Finding acceptance() {
        return new Finding(json.path("acceptance"));
    }

    /** Whether somebody accepted it. */
    public boolean accepted() {
        return text("state").equals("accepted");
    }

    /** Whether its password is the empty one, for which there is nothing to show. */
    public String evidence() {
        return text("desensitized_weak_passwords");
    }

    /** Its page. */
    public String address(String project) {
        return Address.of("/console/projects/{}/hosts/{}/findings/{}", project, text("host_id"), text("finding_id"))
                .toString();
    }
}
