package dev.watchword.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;

/** JSON from strangers: duplicate names, text behind the value and deep nesting are refused. */
public final class ImageJson {

    static final JsonNode NOTHING = JsonNodeFactory.instance.arrayNode();

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(32)
                            .maxStringLength(1 << 20)
                            .maxNameLength(4_096)
                            .maxTokenCount(500_000)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private ImageJson() {}

    /** The object that the document is. */
    public static JsonNode object(byte[] document) throws ImageFailure {
        JsonNode json = value(document);
        if (!json.isObject()) {
            throw new ImageFailure("not a JSON object");
        }
        return json;
    }

    /** The value that the document is. */
    public static JsonNode value(byte[] document) throws ImageFailure {
        try {
            return MAPPER.reader().readTree(document);
        } catch (IOException e) {
            throw new ImageFailure("not a JSON document, or one beyond its limits");
        }
    }
}
