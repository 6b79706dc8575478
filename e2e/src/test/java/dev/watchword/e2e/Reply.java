package dev.watchword.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param status HTTP's
 * @param headers by lower-case name
 * @param text the body
 */
record Reply(int status, Map<String, List<String>> headers, String text) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    JsonNode json() {
        return parsed(text);
    }

    /** Fails with the whole answer unless it has this status. */
    Reply expect(int expected) {
        if (status != expected) {
            throw new AssertionError("expected " + expected + ", but: " + this);
        }
        return this;
    }

    /** Fails with the whole answer unless it has this status and error code. */
    Reply expect(int expected, String code) {
        expect(expected);
        if (!errorCode().equals(code)) {
            throw new AssertionError("expected " + code + ", but: " + this);
        }
        return this;
    }

    Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The error's code, in whichever of the forms the service writes it; empty on success. */
    String errorCode() {
        if (status < 400) {
            return "";
        }
        JsonNode json = json();
        if (json.has("error_code")) {
            return json.path("error_code").asText();
        }
        JsonNode inner = json.path("error");
        return inner.has("error_code")
                ? inner.path("error_code").asText()
                : inner.path("code").asText();
    }

    @Override
    public String toString() {
        return status + " " + text;
    }
}
