package dev.watchword.agent.reset.system;

import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.Line;
import dev.watchword.rootfs.Lines;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small text files of a root, read within bounds: every byte is one char. */
public final class Texts {

    private static final FileLimits LIMITS = new FileLimits(4L << 20, 64 << 10);

    private Texts() {}

    /** A file's lines; empty when there is none that can be read to its end. */
    public static Optional<List<String>> lines(RootFs root, String path) {
        if (!(root.open(path, LIMITS) instanceof RootFs.Opened.File file)) {
            return Optional.empty();
        }
        try (var input = file.input()) {
            List<String> found = new ArrayList<>();
            Lines lines = new Lines(input);
            while (true) {
                switch (lines.next()) {
                    case Line.Text text -> found.add(new String(text.bytes(), StandardCharsets.ISO_8859_1));
                    case Line.TooLong passed -> {
                        return Optional.empty();
                    }
                    case Line.End end -> {
                        return end.why().isPresent() ? Optional.empty() : Optional.of(found);
                    }
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same; nothing when it cannot be read. */
    public static List<String> linesOrNone(RootFs root, String path) {
        return lines(root, path).orElse(List.of());
    }

    static boolean isThere(RootFs root, String path) {
        return root.stat(path) instanceof RootFs.Stat.Found;
    }
}
