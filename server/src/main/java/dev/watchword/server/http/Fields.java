package dev.watchword.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The declared fields of a query or of a JSON object, in the order of the document.
 *
 * @param all them
 */
public record Fields(List<Field> all) {

    /** No field at all. */
    public static final Fields NONE = new Fields(List.of());

    public Fields {
        all = List.copyOf(all);
    }

    /** These. */
    public static Fields of(Field... fields) {
        return new Fields(List.of(fields));
    }

    /** Reads a JSON object; names that are not declared are ignored. */
    Values read(JsonNode node) throws Misfit {
        if (!node.isObject()) {
            throw new Misfit("", "it must be an object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : all) {
            JsonNode value = node.get(field.name());
            if (value == null) {
                absent(field, values);
                continue;
            }
            if (value.isNull()) {
                throw new Misfit(field.name(), "it must not be null");
            }
            try {
                values.put(field.name(), field.shape().read(value));
            } catch (Misfit misfit) {
                throw misfit.under(field.name());
            }
        }
        return new Values(values);
    }

    /** Reads a query's decoded parameters; a declared one may be given once only. */
    Values read(Map<String, List<String>> parameters) throws Misfit {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : all) {
            List<String> given = parameters.getOrDefault(field.name(), List.of());
            if (given.isEmpty()) {
                absent(field, values);
                continue;
            }
            if (given.size() > 1) {
                throw new Misfit(field.name(), "it is given more than once");
            }
            try {
                values.put(field.name(), field.shape().read(given.getFirst()));
            } catch (Misfit misfit) {
                throw misfit.under(field.name());
            }
        }
        return new Values(values);
    }

    private static void absent(Field field, Map<String, Object> values) throws Misfit {
        if (field.required()) {
            throw Misfit.missing(field.name());
        }
        field.otherwise().ifPresent(value -> values.put(field.name(), value));
    }
}
