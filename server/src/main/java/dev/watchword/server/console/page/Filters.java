package dev.watchword.server.console.page;

import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page's query asks a list for. Kept in the address, so that a page can be kept, shared and gone back to.
 *
 * @param values by the API's own names; those that are not given are absent
 */
public record Filters(Map<String, String> values) {

    static Filters of(Visit visit, String... names) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names) {
            String value = visit.query(name).strip();
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        }
        return new Filters(values);
    }

    /** The address with these. */
    Address on(Address address) {
        Address filtered = address;
        for (var each : values.entrySet()) {
            filtered = filtered.with(each.getKey(), each.getValue());
        }
        return filtered;
    }

    /** What is asked for, {@code ""} for everything. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** Whether this is asked for. */
    public boolean is(String name, String value) {
        return get(name).equals(value);
    }

    /** Whether anything is. */
    public boolean any() {
        return !values.isEmpty();
    }
}
