package dev.watchword.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came off the wire, nothing decoded.
 *
 * @param verb its method
 * @param rawPath percent-encoded, without the query
 * @param rawQuery percent-encoded, {@code ""} without one
 * @param headers by lower-case name, the values in the order of the wire, trimmed
 * @param body the bytes, not to be changed
 * @param sourceIp the caller's address
 * @param pathValues the decoded variables of the route's path
 */
public record RawCall(
        Verb verb,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        byte[] body,
        String sourceIp,
        Map<String, String> pathValues) {

    /** The header's only value; empty when it is absent or given more than once. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** How often the header is given. */
    public int count(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).size();
    }

    @Override
    public String toString() {
        return verb + " " + rawPath;
    }
}
