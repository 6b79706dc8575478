package dev.watchword.image.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageJson;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.LimitReached;
import dev.watchword.image.Quoted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The tar archive of a layer whose files were unpacked, byte for byte as it was. Docker and containers/storage keep what an archive has
 * beside its files' content in a recipe: JSON objects, one a line, either a segment of the archive as Base64 ({@code
 * "type":2}) or the place of a file's content ({@code "type":1}), which is read from where it was unpacked to. Whiteouts stand in
 * the segments. Nothing is believed: the archive's digest tells whether it is the layer that was unpacked (github.com/vbatts/tar-split).
 * Belongs to one thread; closing it closes the recipe and the files.
 */
final class TarSplit extends InputStream {

    private static final int FILE = 1;
    private static final int SEGMENT = 2;
    private static final int MAX_LINE_BYTES = 2 << 20;

    /** Each entry of an archive takes a file and at most a few segments. */
    private static final int LINES_PER_ENTRY = 8;

    private static final int BUFFER = 64 << 10;

    private final InputStream recipe;
    private final Shelf files;
    private final ImageLimits limits;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long lines;

    private InputStream part = InputStream.nullInputStream();
    private long left;

    /**
     * @param recipe unpacked, within limits of its own
     * @param files the folder that the layer was unpacked to
     */
    TarSplit(InputStream recipe, Shelf files, ImageLimits limits) {
        this.recipe = recipe;
        this.files = files;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            byte[] line = line();
            if (line == null) {
                return -1;
            }
            begin(ImageJson.object(line));
        }
        int count = part.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new ImageFailure("a file of the layer is shorter than when it was unpacked");
        }
        left -= count;
        return count;
    }

    private void begin(JsonNode json) throws IOException {
        part.close();
        switch (json.path("type").asInt()) {
            case SEGMENT -> {
                byte[] segment = bytes(json.path("payload").asText(""));
                part = new java.io.ByteArrayInputStream(segment);
                left = segment.length;
            }
            case FILE -> {
                long size = json.path("size").asLong(0);
                if (size < 0) {
                    throw new ImageFailure("the layer's recipe names a file of less than nothing");
                }
                // folders, links and whiteouts have no content, and may stand for nothing on the disk
                part = size == 0 ? InputStream.nullInputStream() : file(json);
                left = size;
            }
            default -> throw new ImageFailure("the layer's recipe has a part that is neither file nor segment");
        }
    }

    private InputStream file(JsonNode json) throws IOException {
        if (json.hasNonNull("name_raw")) {
            throw new ImageFailure("the layer has a file whose name is not UTF-8");
        }
        String name = json.path("name").asText("");
        if (name.length() > limits.pathBytes()) {
            throw new LimitReached("path_length", "a path of more than " + limits.pathBytes() + " bytes");
        }
        return files.open(name).orElseThrow(() -> new ImageFailure("a file of the layer is gone: " + Quoted.of(name)));
    }

    private static byte[] bytes(String base64) throws ImageFailure {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException damaged) {
            throw new ImageFailure("the layer's recipe has a segment that is not Base64");
        }
    }

    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (at < end || fill()) {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, from, at - from);
            if (line.size() > MAX_LINE_BYTES) {
                throw new LimitReached("metadata", "a line of more than " + MAX_LINE_BYTES + " bytes in a recipe");
            }
            if (at < end) {
                at++;
                return counted(line.toByteArray());
            }
        }
        return line.size() == 0 ? null : counted(line.toByteArray());
    }

    private byte[] counted(byte[] line) throws LimitReached {
        if (++lines > (long) LINES_PER_ENTRY * limits.entries()) {
            throw new LimitReached("entries", "more than " + (lines - 1) + " lines in a recipe");
        }
        return line;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, recipe.read(buffer, 0, BUFFER));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        try (recipe;
                files) {
            part.close();
        }
    }
}
