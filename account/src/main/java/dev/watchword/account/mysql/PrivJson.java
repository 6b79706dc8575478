package dev.watchword.account.mysql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the column {@code Priv} of {@code global_priv}. An empty object in {@code auth_or} stands for the plugin and text that are
 * named outside of it; without {@code auth_or} these are the only way in.
 */
final class PrivJson {

    private static final int DEEPEST = 16;
    private static final int MOST_METHODS = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private String plugin = "";
    private String text = "";
    private boolean locked;
    private boolean role;
    private long access;
    private long changedAt;
    private final List<Optional<Method>> either = new ArrayList<>();

    private PrivJson() {}

    /** What it says; empty when it is no such object. */
    static Optional<Grant> read(byte[] json) {
        try (JsonParser parser = JSON.createParser(new String(json, StandardCharsets.UTF_8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            PrivJson read = new PrivJson();
            read.object(parser);
            return parser.nextToken() == null ? Optional.of(read.grant()) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private Grant grant() {
        Method outside = Method.of(plugin, text);
        List<Method> methods = either.isEmpty()
                ? List.of(outside)
                : either.stream().map(method -> method.orElse(outside)).toList();
        return new Grant(methods, locked, role, access, changedAt);
    }

    private void object(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "plugin" -> plugin = text(parser, value);
                case "authentication_string" -> text = text(parser, value);
                case "account_locked" -> locked = value == JsonToken.VALUE_TRUE;
                case "is_role" -> role = value == JsonToken.VALUE_TRUE;
                case "access" -> access = number(parser, value);
                case "password_last_changed" -> changedAt = number(parser, value);
                case "auth_or" -> either(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    private void either(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            if (next != JsonToken.START_OBJECT || either.size() == MOST_METHODS) {
                throw new IOException("not a list of ways to log in");
            }
            either.add(method(parser));
        }
    }

    private static Optional<Method> method(JsonParser parser) throws IOException {
        String plugin = "";
        String text = "";
        boolean empty = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            empty = false;
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "plugin" -> plugin = text(parser, value);
                case "authentication_string" -> text = text(parser, value);
                default -> parser.skipChildren();
            }
        }
        return empty ? Optional.empty() : Optional.of(Method.of(plugin, text));
    }

    private static String text(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw new IOException("a text is expected");
        }
        return parser.getText();
    }

    /** Privileges may fill 64 bits; other numbers are of no use. */
    private static long number(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            return parser.getBigIntegerValue().longValue();
        }
        parser.skipChildren();
        return 0;
    }
}
