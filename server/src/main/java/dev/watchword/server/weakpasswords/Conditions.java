package dev.watchword.server.weakpasswords;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The conditions of one question and what is bound to them. Not safe for use by several threads. */
final class Conditions {

    private final List<String> all = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** One that always holds; its parameter has the name. */
    Conditions and(String condition, String name, Object value) {
        all.add(condition);
        values.put(name, value);
        return this;
    }

    /** One without a parameter. */
    Conditions and(String condition) {
        all.add(condition);
        return this;
    }

    /** One for a filter that may be absent. */
    Conditions when(Optional<?> value, String condition, String name) {
        value.ifPresent(given -> and(condition, name, given));
        return this;
    }

    /** One for a filter that may be absent, without a parameter. */
    Conditions when(boolean wanted, String condition) {
        return wanted ? and(condition) : this;
    }

    /** A value that the statement uses elsewhere. */
    Conditions bind(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** What others are bound to. */
    Conditions bindAll(Conditions others) {
        values.putAll(others.values);
        return this;
    }

    String sql() {
        return String.join(" and ", all);
    }

    Map<String, Object> values() {
        return values;
    }
}
