package dev.watchword.server.auditlog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a file that somebody may have tampered with: one that is too long for an entry is cut. */
final class LineReader implements AutoCloseable {

    private final InputStream in;
    private boolean half;

    LineReader(Path file) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** The next line without its line feed, null at the end. */
    @Nullable
    String next() throws IOException {
        byte[] line = new byte[Line.LONGEST + 1];
        int length = 0;
        int read = in.read();
        if (read < 0) {
            return null;
        }
        for (; read >= 0 && read != '\n'; read = in.read()) {
            if (length < line.length) {
                line[length++] = (byte) read;
            }
        }
        half = read < 0;
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Whether the last line has no line feed. */
    boolean endsInHalfALine() {
        return half;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
