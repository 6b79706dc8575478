package dev.watchword.candidate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The list that {@code generate-wordlist} wrote: a gzip file whose first line is {@code #} and the list's version; each of the
 * others is a mark of the origin and the word.
 */
final class BuiltInWords {

    /** Knows its version and size; its words are unpacked when somebody asks for one, which takes some 60 ms. */
    static final Wordlist LIST = Wordlist.of(version(), BuiltInWords::unpacked);

    private static final String RESOURCE = "words.gz";
    private static final int LINES = 210_000;
    private static final int LONGEST_VERSION = 64;

    private static volatile Wordlist.@Nullable Contents contents;

    private BuiltInWords() {}

    /** Unpacks them the first time. Where memory was short they can be asked for again, which a class that failed to begin could not. */
    private static Wordlist.Contents unpacked() {
        Wordlist.Contents there = contents;
        return there != null ? there : unpackOnce();
    }

    private static synchronized Wordlist.Contents unpackOnce() {
        Wordlist.Contents there = contents;
        if (there == null) {
            there = unpack();
            contents = there;
        }
        return there;
    }

    private static InputStream open(int buffer) throws IOException {
        InputStream packed = BuiltInWords.class.getResourceAsStream(RESOURCE);
        if (packed == null) {
            throw new IllegalStateException("the built-in wordlist is missing from this build");
        }
        return new GZIPInputStream(packed, buffer);
    }

    private static String version() {
        try (InputStream text = open(512)) {
            String start = new String(text.readNBytes(LONGEST_VERSION), StandardCharsets.US_ASCII);
            return start.substring(1, start.indexOf('\n'));
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in wordlist cannot be read", e);
        }
    }

    private static Wordlist.Contents unpack() {
        try (InputStream text = open(1 << 16)) {
            return unpack(text.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in wordlist cannot be read", e);
        }
    }

    private static Wordlist.Contents unpack(byte[] text) {
        PackedWords words = new PackedWords(LINES);
        Origin[] origins = new Origin[LINES];
        int start = LIST.version().length() + 2;
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
        return new Wordlist.Contents(words.trim(), Arrays.copyOf(origins, words.size()));
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
