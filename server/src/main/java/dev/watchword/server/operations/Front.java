package dev.watchword.server.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;

/** What stands at the address itself: what this is, and where to look further. */
public final class Front {

    /** Of the API. */
    static final String VERSION = "0.1.0";

    private static final Shape PATH = Shape.text(1, 64);

    /** The answer; the links are paths of this server. */
    public static final Fields ANSWER = Fields.of(
            Field.required("name", Shape.word("Watchword")),
            Field.required("version", Shape.text(1, 16)),
            Field.required(
                    "links",
                    Shape.members(
                            Field.required("openapi", PATH),
                            Field.required("docs", PATH),
                            Field.required("health", PATH))));

    private Front() {}

    /** Answers it. */
    public static Answer show(Call call) {
        ObjectNode front = Json.object().put("name", "Watchword").put("version", VERSION);
        front.putObject("links")
                .put("openapi", "/openapi.json")
                .put("docs", "/docs")
                .put("health", "/health/ready");
        return Answer.ok(front);
    }
}
