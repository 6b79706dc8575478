package dev.watchword.server.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.http.Permission;
import dev.watchword.server.http.Pipeline;
import dev.watchword.server.http.QueryString;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the API for the user of a session, in the same process: project, permission, input, rates and audit log are those of
 * any other call. Used by the page's own thread only.
 */
public final class Api {

    private final List<Route> routes;
    private final Pipeline pipeline;
    private final Call page;

    /** @param page whose caller asks */
    Api(List<Route> routes, Pipeline pipeline, Call page) {
        this.routes = routes;
        this.pipeline = pipeline;
        this.page = page;
    }

    /**
     * What a call answers.
     *
     * @throws ApiRefusal when it is no success
     */
    public JsonNode get(Address address) {
        return json(call(Verb.GET, address, new byte[0]));
    }

    /**
     * Does something; answers what the call does, a missing node when that is nothing.
     *
     * @param body a tree or a record
     * @throws ApiRefusal when it is no success
     */
    public JsonNode send(Verb verb, Address address, Object body) {
        return json(call(verb, address, Json.write(body)));
    }

    /**
     * The same without a body.
     *
     * @throws ApiRefusal when it is no success
     */
    public JsonNode send(Verb verb, Address address) {
        return json(call(verb, address, new byte[0]));
    }

    /**
     * An answer as it is, such as a file.
     *
     * @throws ApiRefusal when it is no success
     */
    public Answer file(Address address) {
        return call(Verb.GET, address, new byte[0]);
    }

    private Answer call(Verb verb, Address address, byte[] body) {
        for (Route route : routes) {
            Optional<Map<String, String>> values =
                    route.verb() == verb ? match(route.path(), address.path()) : Optional.empty();
            if (values.isPresent()) {
                RawCall raw = new RawCall(
                        verb,
                        address.path(),
                        address.query(),
                        page.raw()
                                .header("host")
                                .map(host -> Map.of("host", List.of(host)))
                                .orElse(Map.of()),
                        body,
                        page.raw().sourceIp(),
                        values.get());
                return successful(route, pipeline.answerFor(page.caller(), route, raw, page.requestId()));
            }
        }
        throw new IllegalStateException("the API has no " + verb + " " + address.path());
    }

    private static Answer successful(Route route, Answer answer) {
        if (answer.status() < 400) {
            return answer;
        }
        JsonNode said = json(answer);
        JsonNode error = said.has("error") ? said.path("error") : said;
        String code =
                error.path(error.has("error_code") ? "error_code" : "code").asText();
        String message =
                error.path(error.has("error_msg") ? "error_msg" : "message").asText();
        boolean isForbidden = answer.status() == 403 && route.permission() instanceof Permission.Action;
        Optional<String> permission = isForbidden && route.permission() instanceof Permission.Action action
                ? Optional.of(action.name())
                : Optional.empty();
        List<String> details = error.path("details")
                .valueStream()
                .map(detail -> detail.path("code").asText())
                .toList();
        throw new ApiRefusal(answer.status(), code, message, permission, details);
    }

    private static JsonNode json(Answer answer) {
        if (answer.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return Json.read(answer.body(), JsonNode.class);
        } catch (MalformedJson e) {
            throw new IllegalStateException("an answer of the API is no JSON", e);
        }
    }

    /** The decoded variables of an encoded path that fits the template. */
    static Optional<Map<String, String>> match(String template, String path) {
        String[] expected = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (expected.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{")) {
                values.put(expected[i].substring(1, expected[i].length() - 1), QueryString.decode(given[i]));
            } else if (!expected[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
