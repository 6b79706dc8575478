package dev.watchword.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a feature adds to the audit log's outcome of a call: which objects it touched, and digests of before and after.
 * Never a secret, nor a digest of one. Used by the call's own thread only.
 */
public final class AuditNotes {

    private static final int MOST = 16;

    private final Map<String, String> notes = new LinkedHashMap<>();
    private Optional<Who> proven = Optional.empty();

    /** A user by id, name and account. */
    public record Who(String userId, String userName, String domainId) {}

    /** Notes one thing, e.g. {@code ("user_id", id)}; at most sixteen of them, 256 characters each. */
    public void note(String name, String value) {
        if (notes.size() < MOST) {
            notes.put(name, value.length() > 256 ? value.substring(0, 256) : value);
        }
    }

    /** Who turned out to call, where the call itself is the proof: the outcome is theirs, though the intent was nobody's. */
    public void proven(String userId, String userName, String domainId) {
        proven = Optional.of(new Who(userId, userName, domainId));
    }

    /** Who turned out to call. */
    public Optional<Who> proven() {
        return proven;
    }

    /** All, in the order in which they were noted. */
    public Map<String, String> all() {
        return Map.copyOf(notes);
    }
}
