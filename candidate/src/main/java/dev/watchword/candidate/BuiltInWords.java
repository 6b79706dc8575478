package dev.watchword.candidate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The list that {@code generate-wordlist} wrote: a gzip file whose first line is {@code #} and the digest of the others;
 * each of the others is a mark of the origin and the word.
 */
final class BuiltInWords {

    static final Wordlist LIST = read();

    private static final String RESOURCE = "words.gz";
    private static final int LINES = 210_000;
    private static final int DIGEST = 16;

    private BuiltInWords() {}

    private static Wordlist read() {
        try (InputStream packed = BuiltInWords.class.getResourceAsStream(RESOURCE)) {
            if (packed == null) {
                throw new IllegalStateException("the built-in wordlist is missing from this build");
            }
            return unpack(new GZIPInputStream(packed, 1 << 16).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in wordlist cannot be read", e);
        }
    }

    private static Wordlist unpack(byte[] text) {
        PackedWords words = new PackedWords(LINES);
        Origin[] origins = new Origin[LINES];
        int start = DIGEST + 2;
        String digest = new String(text, 1, DIGEST, StandardCharsets.US_ASCII);
        for (int i = start; i < text.length; i++) {
            if (text[i] == '\n') {
                if (words.size() == origins.length) {
                    origins = Arrays.copyOf(origins, 2 * origins.length);
                }
                Origin origin = origin(text[start]);
                if (words.add(text, start + 1, i - start - 1)) {
                    origins[words.size() - 1] = origin;
                }
                start = i + 1;
            }
        }
        return Wordlist.of(words.trim(), Arrays.copyOf(origins, words.size()), digest);
    }

    private static Origin origin(byte mark) {
        return switch (mark) {
            case 'c' -> Origin.COMMON;
            case 'd' -> Origin.PRODUCT_DEFAULT;
            case 'm' -> Origin.DERIVED;
            default -> throw new IllegalStateException("the built-in wordlist has a line without its mark");
        };
    }
}
