package dev.watchword.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One operation of the API as its own document declares it.
 *
 * @param method HTTP's, in upper case
 * @param path with variables in braces
 * @param service whose errors it speaks
 * @param permission {@code open}, {@code identified}, {@code agent} or the action that it needs
 * @param declared the rest
 */
record Operation(String method, String path, String service, String permission, JsonNode declared) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_]+)}");

    /** All that a server declares. */
    static List<Operation> of(Api api) {
        JsonNode paths = api.get("/openapi.json").expect(200).json().required("paths");
        return paths.propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(each -> new Operation(
                                each.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                each.getValue().required("tags").required(0).textValue(),
                                each.getValue().required("x-permission").textValue(),
                                each.getValue())))
                .toList();
    }

    boolean isOpen() {
        return permission.equals("open");
    }

    boolean isForAgents() {
        return permission.equals("agent");
    }

    boolean isForAnybodyIdentified() {
        return permission.equals("identified");
    }

    boolean inProject() {
        return path.contains("{project_id}");
    }

    /** Its variables but the project. */
    List<String> variables() {
        return VARIABLE.matcher(path)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.equals("project_id"))
                .toList();
    }

    /** The path with its variables replaced, and the required parameters of the query. */
    String target(String project, UnaryOperator<String> variable) {
        String filled = VARIABLE.matcher(path)
                .replaceAll(match -> match.group(1).equals("project_id") ? project : variable.apply(match.group(1)));
        StringBuilder target = new StringBuilder(filled);
        char mark = '?';
        for (JsonNode parameter : declared.path("parameters")) {
            if (parameter.path("in").textValue().equals("query")
                    && parameter.path("required").booleanValue()) {
                target.append(mark)
                        .append(parameter.path("name").textValue())
                        .append('=')
                        .append(Signature.encode(least(parameter.path("schema")).asText()));
                mark = '&';
            }
        }
        return target.toString();
    }

    /** The smallest body that the declaration allows, {@code ""} when it declares none. */
    String leastBody() {
        JsonNode schema = declared.at("/requestBody/content/application~1json/schema");
        return schema.isMissingNode() ? "" : least(schema).toString();
    }

    private static JsonNode least(JsonNode schema) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> {
                ObjectNode object = json.objectNode();
                schema.path("required")
                        .forEach(name -> object.set(
                                name.textValue(),
                                least(schema.path("properties").path(name.textValue()))));
                yield object;
            }
            case "array" -> {
                ArrayNode array = json.arrayNode();
                for (int i = 0; i < schema.path("minItems").intValue(); i++) {
                    array.add(least(schema.path("items")));
                }
                yield array;
            }
            case "integer" -> json.numberNode(schema.path("minimum").longValue());
            case "boolean" -> json.booleanNode(false);
            default ->
                json.textNode("a".repeat(Math.max(1, schema.path("minLength").intValue())));
        };
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
