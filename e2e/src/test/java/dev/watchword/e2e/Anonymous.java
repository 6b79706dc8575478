package dev.watchword.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers of one server with everything replaced that must differ between two servers which were asked the same:
 * identifiers become numbers in the order in which they are first seen, times and secrets become words. Two servers
 * that behave alike give equal texts.
 */
final class Anonymous {

    private static final Pattern ID = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\b[0-9a-f]{32}\\b|\\b[0-9a-f]{16}\\b");
    private static final Pattern KEY = Pattern.compile("\\b[A-Z0-9]{20}\\b");
    private static final Pattern TIME =
            Pattern.compile("\\b20\\d\\d-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?|\\b1[6-9]\\d{11}\\b");
    private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:\\d+");
    private static final long YEAR_2020_MILLIS = 1_577_836_800_000L;
    private static final Set<String> OPAQUE = Set.of(
            "request_id", "secret_access_key", "encoded_authorization_message", "next_marker", "token", "digest");

    private final Map<String, String> numbers = new HashMap<>();

    /** The answer without what is its own. */
    String of(Reply reply) {
        String type = reply.header("Content-Type").orElse("");
        if (reply.text().isEmpty() || !type.startsWith("application/json")) {
            return reply.status() + " " + type + " " + text(reply.text());
        }
        return reply.status() + " " + type + " " + node("", reply.json());
    }

    private JsonNode node(String name, JsonNode node) {
        if (OPAQUE.contains(name) && node.isValueNode()) {
            return JsonNodeFactory.instance.textNode(node.isNull() ? "nothing" : "something");
        }
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(text(node.textValue()));
        }
        if (node.isIntegralNumber() && node.longValue() > YEAR_2020_MILLIS) {
            return JsonNodeFactory.instance.textNode("a moment");
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(member -> copy.set(text(member.getKey()), node(member.getKey(), member.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            List<JsonNode> items = new ArrayList<>();
            node.forEach(item -> items.add(node("", item)));
            if (name.equals("access_keys")) {
                // They come in the order of their random identifiers.
                items.sort(Comparator.comparing(JsonNode::toString));
            }
            return copy.addAll(items);
        }
        return node;
    }

    private String text(String text) {
        Matcher ids = ID.matcher(text);
        String numbered = ids.replaceAll(id -> numbers.computeIfAbsent(id.group(), any -> "#" + numbers.size()));
        String keyless = KEY.matcher(numbered).replaceAll("a key");
        String timeless = TIME.matcher(keyless).replaceAll("a moment");
        return ADDRESS.matcher(timeless).replaceAll("here");
    }
}
