package dev.watchword.server.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import java.util.List;

/** Declared shapes as JSON Schema (draft 2020-12, which OpenAPI 3.1 uses). */
final class Schemas {

    private Schemas() {}

    static ObjectNode of(Fields fields) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = Json.object();
        fields.all().forEach(field -> properties.set(field.name(), of(field)));
        schema.set("properties", properties);
        List<String> required =
                fields.all().stream().filter(Field::required).map(Field::name).toList();
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        return schema;
    }

    static ObjectNode of(Field field) {
        ObjectNode schema = of(field.shape());
        if (!field.description().isEmpty()) {
            schema.put("description", field.description());
        }
        field.otherwise().ifPresent(value -> schema.set("default", Json.tree(value)));
        return schema;
    }

    static ObjectNode of(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> text(text);
            case Shape.Whole whole ->
                Json.object()
                        .put("type", "integer")
                        .put("minimum", whole.least())
                        .put("maximum", whole.most());
            case Shape.Flag any -> Json.object().put("type", "boolean");
            case Shape.Items items -> {
                ObjectNode schema = Json.object()
                        .put("type", "array")
                        .put("minItems", items.least())
                        .put("maxItems", items.most());
                schema.set("items", of(items.item()));
                yield schema;
            }
            case Shape.Members members -> of(members.fields());
            case Shape.Any any ->
                Json.object().put("description", "Any JSON of at most " + any.most() + " characters.");
        };
    }

    private static ObjectNode text(Shape.Text text) {
        ObjectNode schema = Json.object().put("type", "string");
        if (!text.words().isEmpty()) {
            ArrayNode words = schema.putArray("enum");
            text.words().stream().sorted().forEach(words::add);
            return schema;
        }
        schema.put("minLength", text.least()).put("maxLength", text.most());
        text.pattern().ifPresent(pattern -> schema.put("pattern", "^(?:" + pattern.pattern() + ")$"));
        return schema;
    }
}
