package dev.watchword.image.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a registry wants to be shown who asks: one challenge of a {@code WWW-Authenticate} header (RFC 9110, 11.6.1).
 *
 * @param scheme {@code basic} or {@code bearer}
 * @param parameters by name in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {

    private static final int LONGEST = 4_096;

    /** The first challenge that this client can meet, a bearer token before a password. */
    static Optional<Challenge> of(List<String> headers) {
        Optional<Challenge> basic = Optional.empty();
        for (String header : headers) {
            if (header.length() > LONGEST) {
                continue;
            }
            Optional<Challenge> one = parse(header);
            if (one.filter(found -> found.scheme().equals("bearer")).isPresent()) {
                return one;
            }
            basic = basic.or(() -> one.filter(found -> found.scheme().equals("basic")));
        }
        return basic;
    }

    private static Optional<Challenge> parse(String header) {
        int space = header.indexOf(' ');
        String scheme = (space < 0 ? header : header.substring(0, space)).toLowerCase(Locale.ROOT);
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = space < 0 ? header.length() : space + 1;
        while (at < header.length()) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = equals + 1;
            if (at < header.length() && header.charAt(at) == '"') {
                at++;
                while (at < header.length() && header.charAt(at) != '"') {
                    if (header.charAt(at) == '\\' && at + 1 < header.length()) {
                        at++;
                    }
                    value.append(header.charAt(at++));
                }
                at++;
            } else {
                while (at < header.length() && header.charAt(at) != ',') {
                    value.append(header.charAt(at++));
                }
            }
            parameters.putIfAbsent(name, value.toString().strip());
            while (at < header.length() && (header.charAt(at) == ',' || header.charAt(at) == ' ')) {
                at++;
            }
        }
        return Optional.of(new Challenge(scheme, parameters));
    }
}
