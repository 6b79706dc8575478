package dev.watchword.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a query or body, checked against their shapes. Prints their names only: a value may be a password.
 * Asking for a value that is absent and has no default, or by another type, is a fault of the feature.
 */
public final class Values {

    private final Map<String, Object> values;

    Values(Map<String, Object> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /** Whether the field was given, or has a default. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text that is there. */
    public String text(String name) {
        return (String) present(name);
    }

    /** A text that may be absent. */
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    /** A text that filters: an empty one is none. */
    public Optional<String> filter(String name) {
        return optionalText(name).filter(text -> !text.isEmpty());
    }

    /** A whole number that is there and, by its shape, fits an int. */
    public int whole(String name) {
        return Math.toIntExact((Long) present(name));
    }

    /** A whole number that is there. */
    public long wholeLong(String name) {
        return (Long) present(name);
    }

    /** A whole number that may be absent and, by its shape, fits an int. */
    public OptionalInt optionalWhole(String name) {
        Object value = values.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact((Long) value));
    }

    /** A whole number that may be absent. */
    public OptionalLong optionalLong(String name) {
        Object value = values.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
    }

    /** A truth value that is there. */
    public boolean flag(String name) {
        return (Boolean) present(name);
    }

    /** A truth value that may be absent. */
    public Optional<Boolean> optionalFlag(String name) {
        return Optional.ofNullable((Boolean) values.get(name));
    }

    /** The texts of an array; empty when it is absent. */
    public List<String> texts(String name) {
        return items(name).stream().map(String.class::cast).toList();
    }

    /** The objects of an array; empty when it is absent. */
    public List<Values> objects(String name) {
        return items(name).stream().map(Values.class::cast).toList();
    }

    /** The whole numbers of an array; empty when it is absent. */
    public List<Long> wholes(String name) {
        return items(name).stream().map(Long.class::cast).toList();
    }

    /** An object that is there. */
    public Values object(String name) {
        return (Values) present(name);
    }

    /** An object that may be absent. */
    public Optional<Values> optionalObject(String name) {
        return Optional.ofNullable((Values) values.get(name));
    }

    /** JSON of any form that is there. */
    public JsonNode any(String name) {
        return (JsonNode) present(name);
    }

    private List<?> items(String name) {
        return has(name) ? (List<?>) present(name) : List.of();
    }

    private Object present(String name) {
        @Nullable Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the field " + name + " is read but neither required nor defaulted");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Values" + values.keySet();
    }
}
