package dev.watchword.server.auditlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry in its place in the chain, as text: JSON on one line, names sorted, printable ASCII only (whatever else is
 * escaped, so that no name can move a terminal or forge a line), at most 16 KiB: in a longer one a digest stands for each
 * of the maps.
 *
 * @param seq 1 for the first
 * @param text without the line feed
 * @param entry what it tells
 */
record Line(long seq, String text, Entry entry) {

    /** What stands before the first line. */
    static final String NOTHING = "0".repeat(64);

    /** Bytes of the longest line. */
    static final int LONGEST = 16 * 1024;

    private static final int LONGEST_TEXT = 512;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .characterEscapes(new DeleteToo())
            .build();

    /** @param prev the digest of the line before */
    static Line of(long seq, String prev, Entry entry) {
        SortedMap<String, Object> all = new TreeMap<>(entry.members());
        all.put("kind", entry.kind().word());
        all.put("prev", prev);
        all.put("seq", seq);
        all.put("time", entry.at().toString());
        String text = write(all, LONGEST_TEXT);
        if (text.length() > LONGEST) {
            all.replaceAll((name, value) -> value instanceof Map<?, ?> ? "sha256:" + digest(value.toString()) : value);
            text = write(all, LONGEST_TEXT);
        }
        return new Line(seq, text, entry);
    }

    /** What the next line says of this one: SHA-256, 64 lower-case hexadecimal digits. */
    String digest() {
        return digest(text);
    }

    /** SHA-256 of a line without its line feed. */
    static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /** The top-level texts and numbers of a line, as texts; empty when it is not one JSON object. */
    static Optional<Map<String, String>> read(String text) {
        Map<String, String> found = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (parser.nextToken().isScalarValue()) {
                    found.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String write(SortedMap<String, Object> members, int longest) {
        StringWriter out = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            object(json, members, longest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void object(JsonGenerator json, Map<?, ?> members, int longest) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            json.writeFieldName(shortened(String.valueOf(member.getKey()), longest));
            switch (member.getValue()) {
                case Long number -> json.writeNumber(number);
                case Map<?, ?> inner -> object(json, inner, longest);
                default -> json.writeString(shortened(String.valueOf(member.getValue()), longest));
            }
        }
        json.writeEndObject();
    }

    /** A long text keeps its beginning, and its digest says what the rest was. */
    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest / 2) + "... sha256:" + digest(text);
    }

    /** DEL is a control character too, though JSON lets it stand. */
    private static final class DeleteToo extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[0x7f] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null;
        }
    }
}
