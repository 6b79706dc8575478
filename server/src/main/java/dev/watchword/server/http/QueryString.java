package dev.watchword.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Percent-decoding as RFC 3986 has it: a plus sign is a plus sign. What does not decode to UTF-8 is refused.
 */
public final class QueryString {

    private static final int PARAMETERS = 200;

    private QueryString() {}

    /**
     * The decoded parameters by name, in the order of the wire. A name without {@code =} has an empty value.
     *
     * @throws ApiError 400 when it is malformed or has more than 200 parameters
     */
    public static Map<String, List<String>> parse(String raw) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (raw.isEmpty()) {
            return parameters;
        }
        int count = 0;
        int from = 0;
        while (from <= raw.length()) {
            int end = raw.indexOf('&', from);
            int stop = end < 0 ? raw.length() : end;
            if (stop > from) {
                if (++count > PARAMETERS) {
                    throw refused("it has more than " + PARAMETERS + " parameters");
                }
                int equals = raw.indexOf('=', from);
                boolean valued = equals >= 0 && equals < stop;
                String name = decode(raw.substring(from, valued ? equals : stop));
                String value = valued ? decode(raw.substring(equals + 1, stop)) : "";
                parameters.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
            }
            from = stop + 1;
        }
        return parameters;
    }

    /**
     * One percent-encoded part as text.
     *
     * @throws ApiError 400 when it is malformed
     */
    public static String decode(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c > 0x7e) {
                throw refused("it holds a character that must be percent-encoded");
            }
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            int high = i + 2 <= encoded.length() - 1 ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            int low = i + 2 <= encoded.length() - 1 ? Character.digit(encoded.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw refused("a percent sign is not followed by two hexadecimal digits");
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("it does not decode to UTF-8");
        }
    }

    private static ApiError refused(String reason) {
        return ApiError.gateway(400, "APIGW.0201", "API request error: the address is malformed, " + reason + ".");
    }
}
