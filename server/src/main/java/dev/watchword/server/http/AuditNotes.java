package dev.watchword.server.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a feature adds to the audit log's outcome of a call: which objects it touched, and digests of before and after.
 * Never a secret, nor a digest of one. Used by the call's own thread only.
 */
public final class AuditNotes {

    private static final int MOST = 16;

    private final Map<String, String> notes = new LinkedHashMap<>();

    /** Notes one thing, e.g. {@code ("user_id", id)}; at most sixteen of them, 256 characters each. */
    public void note(String name, String value) {
        if (notes.size() < MOST) {
            notes.put(name, value.length() > 256 ? value.substring(0, 256) : value);
        }
    }

    /** All, in the order in which they were noted. */
    public Map<String, String> all() {
        return Map.copyOf(notes);
    }
}
