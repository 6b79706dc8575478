package dev.watchword.server.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Permission;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The API as a document of OpenAPI 3.1, made from the routes themselves: what is declared is what is checked is what is
 * told. Safe for use by many threads.
 */
public final class ApiDocument {

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_]+)}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

    private final Supplier<List<Route>> routes;

    /** @param routes all of them, asked for at each call */
    public ApiDocument(Supplier<List<Route>> routes) {
        this.routes = routes;
    }

    /** As JSON. */
    public Answer json(Call call) {
        return Answer.ok(document());
    }

    /** As a page. */
    public Answer page(Call call) {
        return DocumentPage.of(document());
    }

    ObjectNode document() {
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Watchword")
                .put("version", Front.VERSION)
                .put("description", "Weak passwords of hosts and images, password resets and password rules.");
        ArrayNode tags = document.putArray("tags");
        for (Service service : Service.values()) {
            tags.addObject().put("name", service.name());
        }
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes.get()) {
            ObjectNode path =
                    paths.get(route.path()) instanceof ObjectNode known ? known : paths.putObject(route.path());
            path.set(route.verb().name().toLowerCase(Locale.ROOT), operation(route));
        }
        document.set("components", components());
        return document;
    }

    private static ObjectNode operation(Route route) {
        ObjectNode operation = Json.object().put("operationId", operationId(route));
        operation.put("summary", route.summary());
        operation.putArray("tags").add(route.service().name());
        ArrayNode parameters = Json.array();
        VARIABLE.matcher(route.path()).results().map(match -> match.group(1)).forEach(name -> {
            ObjectNode parameter =
                    parameters.addObject().put("name", name).put("in", "path").put("required", true);
            parameter.putObject("schema").put("type", "string");
        });
        route.query().all().forEach(field -> parameters.add(parameter(field)));
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        route.body().ifPresent(fields -> operation.set("requestBody", body(fields, route.bodyLimit())));
        operation.set("responses", responses(route));
        guard(route.permission(), operation);
        operation.put("x-audited", route.mutates());
        return operation;
    }

    private static ObjectNode parameter(Field field) {
        ObjectNode parameter = Json.object().put("name", field.name()).put("in", "query");
        parameter.put("required", field.required());
        ObjectNode schema = Schemas.of(field);
        JsonNode description = schema.remove("description");
        if (description != null) {
            parameter.set("description", description);
        }
        parameter.set("schema", schema);
        return parameter;
    }

    private static ObjectNode body(Fields fields, int limit) {
        ObjectNode body = Json.object().put("required", true).put("x-max-bytes", limit);
        body.putObject("content").putObject("application/json").set("schema", Schemas.of(fields));
        return body;
    }

    private static ObjectNode responses(Route route) {
        ObjectNode responses = Json.object();
        ObjectNode success =
                responses.putObject(Integer.toString(route.status())).put("description", "Done.");
        route.output()
                .ifPresent(fields -> success.putObject("content")
                        .putObject("application/json")
                        .set("schema", Schemas.of(fields)));
        responses.putObject("default").put("$ref", "#/components/responses/" + errors(route.service()));
        return responses;
    }

    private static void guard(Permission permission, ObjectNode operation) {
        ArrayNode security = operation.putArray("security");
        switch (permission) {
            case Permission.Open any -> operation.put("x-permission", "open");
            case Permission.Agent any -> {
                security.addObject().putArray("agent");
                operation.put("x-permission", "agent");
            }
            case Permission.OwnPage any -> throw new IllegalArgumentException("a page is no part of the API");
            case Permission.Session any -> throw new IllegalArgumentException("a page is no part of the API");
            case Permission.Identified any -> {
                identified(security);
                operation.put("x-permission", "identified");
            }
            case Permission.Action action -> {
                identified(security);
                operation.put("x-permission", action.name());
            }
        }
    }

    private static void identified(ArrayNode security) {
        security.addObject().putArray("token");
        security.addObject().putArray("signature");
    }

    private static ObjectNode components() {
        ObjectNode components = Json.object();
        ObjectNode schemes = components.putObject("securitySchemes");
        header(schemes, "token", "X-Auth-Token", "A token of POST /v3/auth/tokens.");
        header(schemes, "signature", "Authorization", "SDK-HMAC-SHA256 with an access key; see X-Sdk-Date too.");
        header(schemes, "agent", "Authorization", "The signature of an enrolled agent's own key.");
        ObjectNode schemas = components.putObject("schemas");
        schemas.set("FlatError", error("error_code", "error_msg", "request_id"));
        schemas.set("DetailedError", detailed(error("error_code", "error_msg", "request_id")));
        schemas.set("NestedError", Json.object().put("type", "object"));
        ((ObjectNode) schemas.get("NestedError"))
                .putObject("properties")
                .set("error", detailed(error("code", "message")));
        ObjectNode responses = components.putObject("responses");
        response(responses, "FlatError", "FlatError");
        response(responses, "DetailedError", "DetailedError");
        response(responses, "NestedError", "NestedError");
        return components;
    }

    private static void header(ObjectNode schemes, String name, String header, String description) {
        schemes.putObject(name)
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", header)
                .put("description", description);
    }

    private static ObjectNode error(String... members) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (String member : members) {
            // Keystone's code is a number, the others' a text.
            ObjectNode property = properties.putObject(member);
            if (member.equals("code")) {
                property.putArray("type").add("string").add("integer");
            } else {
                property.put("type", "string");
            }
            required.add(member);
        }
        return schema;
    }

    /** With the list of all that is wrong, where there is one. */
    private static ObjectNode detailed(ObjectNode error) {
        ObjectNode details = ((ObjectNode) error.get("properties")).putObject("details");
        details.put("type", "array");
        details.put("description", "Each thing that is wrong, where several can be.");
        details.set("items", error("code", "message"));
        return error;
    }

    private static void response(ObjectNode responses, String name, String schema) {
        ObjectNode response = responses.putObject(name).put("description", "Refused, or failed.");
        response.putObject("headers")
                .putObject("X-Request-Id")
                .putObject("schema")
                .put("type", "string");
        response.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + schema);
    }

    private static String errors(Service service) {
        return switch (service) {
            case ECS, KEYSTONE -> "NestedError";
            case HSS, IAM, STS -> "FlatError";
            case WATCHWORD -> "DetailedError";
        };
    }

    private static String operationId(Route route) {
        StringBuilder id = new StringBuilder(route.verb().name().toLowerCase(Locale.ROOT));
        WORD.matcher(route.path())
                .results()
                .map(MatchResult::group)
                .forEach(word ->
                        id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1)));
        return id.toString();
    }
}
