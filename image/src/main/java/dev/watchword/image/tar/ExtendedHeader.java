package dev.watchword.image.tar;

import dev.watchword.image.ImageFailure;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The records of a pax extended header, {@code LENGTH KEY=VALUE\n} each (pax(1), "pax Header Block"). The last record of a
 * key counts. Only the keys that say where an entry stands and how long it is are kept.
 */
final class ExtendedHeader {

    private static final String SPARSE = "GNU.sparse.";

    private final Map<String, String> records = new HashMap<>();
    private boolean sparsePieces;

    /** Nothing said. */
    ExtendedHeader() {}

    static ExtendedHeader parse(byte[] bytes) throws ImageFailure {
        ExtendedHeader header = new ExtendedHeader();
        int at = 0;
        while (at < bytes.length) {
            at = header.record(bytes, at);
        }
        return header;
    }

    private int record(byte[] bytes, int at) throws ImageFailure {
        int length = 0;
        int i = at;
        for (; i < bytes.length && bytes[i] != ' '; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || i - at > 9) {
                throw malformed();
            }
            length = length * 10 + digit;
        }
        long end = (long) at + length;
        if (i >= bytes.length || end > bytes.length || end <= i + 1 || bytes[(int) end - 1] != '\n') {
            throw malformed();
        }
        int equals = i + 1;
        while (equals < end && bytes[equals] != '=') {
            equals++;
        }
        if (equals >= end) {
            throw malformed();
        }
        String key = new String(bytes, i + 1, equals - i - 1, StandardCharsets.UTF_8);
        keep(key, TarHeader.text(bytes, equals + 1, (int) end - 1 - equals - 1));
        return (int) end;
    }

    private void keep(String key, String value) throws ImageFailure {
        switch (key) {
            case "path", "linkpath" -> {
                if (value.indexOf('\0') >= 0) {
                    throw malformed();
                }
                records.put(key, value);
            }
            case "size", "uid", "mtime", SPARSE + "name", SPARSE + "map", SPARSE + "major", SPARSE + "minor" ->
                records.put(key, value);
            case SPARSE + "offset", SPARSE + "numbytes" -> sparsePieces = true;
            default -> {
                // times, owners and attributes change nothing here
            }
        }
    }

    /** The entry's path when the header has one. */
    Optional<String> path() {
        return text("path");
    }

    /** The true name of a sparse entry, which goes before every other; of an entry that is not sparse it says nothing. */
    Optional<String> sparsePath() {
        return text(SPARSE + "name");
    }

    Optional<String> link() {
        return text("linkpath");
    }

    Optional<Long> size() throws ImageFailure {
        return number("size");
    }

    Optional<Long> uid() throws ImageFailure {
        return number("uid");
    }

    /** Whole seconds. */
    Optional<Long> modified() throws ImageFailure {
        Optional<String> seconds = text("mtime").map(time -> time.split("\\.", 2)[0]);
        return seconds.isEmpty() ? Optional.empty() : Optional.of(parsed(seconds.get()));
    }

    /**
     * Whether the entry's content has holes, so that what follows in the archive is not the content: a version of the format
     * that is known, or, where none is told, a map. Other keys of the format alone make nothing sparse.
     */
    boolean isSparse() {
        String version =
                text(SPARSE + "major").orElse("") + "." + text(SPARSE + "minor").orElse("");
        return switch (version) {
            case "0.0", "0.1", "1.0" -> true;
            case "." -> sparsePieces || text(SPARSE + "map").isPresent();
            default -> false;
        };
    }

    /** An empty value takes the record back. */
    private Optional<String> text(String key) {
        return Optional.ofNullable(records.get(key)).filter(value -> !value.isEmpty());
    }

    private Optional<Long> number(String key) throws ImageFailure {
        Optional<String> value = text(key);
        return value.isEmpty() ? Optional.empty() : Optional.of(parsed(value.get()));
    }

    private static long parsed(String text) throws ImageFailure {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    private static ImageFailure malformed() {
        return new ImageFailure("an extended tar header is malformed");
    }
}
