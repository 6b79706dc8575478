package dev.watchword.server.http;

import java.util.Map;

/** Values of a query that no call brought. */
public final class TestValues {

    private TestValues() {}

    /** @param values as the shapes of their fields give them */
    public static Values of(Map<String, Object> values) {
        return new Values(values);
    }
}
