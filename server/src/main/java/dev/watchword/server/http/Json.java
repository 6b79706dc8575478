package dev.watchword.server.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * JSON (RFC 8259) as the API reads and writes it: duplicate names, text after the value, invalid UTF-8 and deep nesting
 * are refused. One leniency: a comma after the last member, which an example of the vendor's own documentation has.
 */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(64)
                            .maxStringLength(1 << 20)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(com.fasterxml.jackson.databind.MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Json() {}

    /** An empty object to fill. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** An empty array to fill. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** A record as a tree, its components' names in snake case. */
    public static JsonNode tree(Object record) {
        return MAPPER.valueToTree(record);
    }

    /**
     * Reads a body.
     *
     * @throws MalformedJson when it is none
     */
    static JsonNode parse(byte[] body) throws MalformedJson {
        requireUtf8(body);
        try (JsonParser parser = MAPPER.createParser(body)) {
            JsonNode node = MAPPER.readTree(parser);
            if (node == null || parser.nextToken() != null) {
                throw new MalformedJson("it is not one JSON value");
            }
            return node;
        } catch (JacksonException e) {
            throw new MalformedJson(where(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a record that this server or an agent of its own house wrote.
     *
     * @throws MalformedJson when it does not fit; the message names no value
     */
    public static <T> T read(byte[] json, Class<T> type) throws MalformedJson {
        requireUtf8(json);
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new MalformedJson(where(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value as UTF-8. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JacksonException e) {
            throw new IllegalStateException("a value of ours has no JSON form", e);
        }
    }

    /** Jackson forgives overlong forms, which could smuggle a character past a check. */
    private static void requireUtf8(byte[] body) throws MalformedJson {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new MalformedJson("it is not UTF-8");
        }
    }

    /** The place only: a parser's own message quotes what stood there, which may be a password. */
    private static String where(JacksonException e) {
        return e.getLocation() == null
                ? "it does not have the expected form"
                : "see line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
