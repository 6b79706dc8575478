package dev.watchword.server.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Path and query of a call of the API or of a page, percent-encoded. Unchanging.
 *
 * @param path encoded
 * @param parameters encoded, {@code name=value} each
 */
public record Address(String path, List<String> parameters) {

    public Address {
        parameters = List.copyOf(parameters);
    }

    /**
     * A path; each {@code {}} of the template stands for the next value, which becomes one segment.
     *
     * <pre>{@code
     * Address.of("/v1/watchword/{}/findings", project).with("limit", 50)
     * }</pre>
     */
    public static Address of(String template, String... segments) {
        List<String> left = new ArrayList<>(Arrays.asList(segments));
        String path = Arrays.stream(template.split("/", -1))
                .map(part -> part.equals("{}") ? encoded(left.removeFirst()) : part)
                .collect(Collectors.joining("/"));
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(template + " has fewer places than values");
        }
        return new Address(path, List.of());
    }

    /** The same with a parameter; an empty value is none. */
    public Address with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        List<String> more = new ArrayList<>(parameters);
        more.add(encoded(name) + "=" + encoded(value));
        return new Address(path, more);
    }

    /** The same with a parameter. */
    public Address with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /** The encoded query, {@code ""} without one. */
    public String query() {
        return String.join("&", parameters);
    }

    @Override
    public String toString() {
        return parameters.isEmpty() ? path : path + "?" + query();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
