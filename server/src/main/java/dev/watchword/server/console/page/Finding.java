package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Shown;

/**
 * A finding as pages show it; what each part means is told by the API's document.
 *
 * @param json of the API
 */
public record Finding(JsonNode json) {

    static Finding of(JsonNode json) {
        return new Finding(json);
    }

    /** A part that is a text, as people may see it, {@code ""} without it. */
    public String text(String name) {
        return Shown.text(json.path(name));
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

    /** What may be shown of its password, {@code ""} when that is nothing. */
    public String evidence() {
        return text("desensitized_weak_passwords");
    }

    /** Its page. */
    public String address(String project) {
        return Address.of("/console/projects/{}/hosts/{}/findings/{}", project, text("host_id"), text("finding_id"))
                .toString();
    }
}
