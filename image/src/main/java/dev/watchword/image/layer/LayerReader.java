package dev.watchword.image.layer;

import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.Layer;
import dev.watchword.image.LimitReached;
import dev.watchword.image.tar.TarEntry;
import dev.watchword.image.tar.TarKind;
import dev.watchword.image.tar.TarReader;
import dev.watchword.rootfs.Interest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a layer once from front to back. */
final class LayerReader {

    private final Layer layer;
    private final Interest interest;
    private final Meter meter;
    private final ImageLimits limits;
    private final List<LayerEntry> entries = new ArrayList<>();
    private final Map<Long, byte[]> kept = new HashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private long keptBytes;

    private LayerReader(Layer layer, Interest interest, Meter meter) {
        this.layer = layer;
        this.interest = interest;
        this.meter = meter;
        this.limits = meter.limits();
    }

    /**
     * What the layer holds. A limit or a failure ends the reading and is told by {@link LayerContents#problems}; a layer
     * with another digest than the image names holds nothing.
     *
     * @param blob the layer's bytes as they are stored; closed at the end
     */
    static LayerContents read(Layer layer, InputStream blob, Interest interest, Meter meter) {
        return new LayerReader(layer, interest, meter).read(blob);
    }

    private LayerContents read(InputStream blob) {
        try (LayerStream stream = LayerStream.open(layer, blob, meter, false)) {
            TarReader tar = new TarReader(stream, limits);
            for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
                take(entry, tar);
            }
            stream.verify();
            return contents();
        } catch (LayerStream.WrongContent e) {
            return new LayerContents(List.of(), Map.of(), List.of(e.reason() + ": none of it is read"));
        } catch (IOException e) {
            problems.add(ImageFailure.reasonOf(e) + ": the rest is not read");
            return contents();
        }
    }

    private LayerContents contents() {
        return new LayerContents(entries, kept, List.copyOf(problems));
    }

    private void take(TarEntry entry, TarReader tar) throws IOException {
        meter.entries(1);
        String path;
        try {
            path = clean(entry.path());
            checkLength("a link", entry.link());
        } catch (LimitReached e) {
            problems.add(e.reason() + ": the entry is passed over");
            return;
        }
        entries.add(new LayerEntry(
                path, entry.kind(), entry.size(), entry.offset(), entry.link(), entry.modified(), entry.uid()));
        boolean wanted = entry.kind() == TarKind.REGULAR
                && entry.size() <= limits.keptFileBytes()
                && entry.size() <= limits.keptBytes() - keptBytes
                && interest.in(path.substring(path.lastIndexOf('/') + 1));
        if (wanted) {
            byte[] content = tar.content((int) entry.size());
            keptBytes += content.length;
            kept.put(entry.offset(), content);
        }
    }

    /** The path without {@code .} and {@code ..}, as runtimes have it: the root's parent is the root. */
    private String clean(String path) throws LimitReached {
        checkLength("a path", path);
        List<String> names = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            if (name.length() > limits.nameBytes()) {
                throw new LimitReached("name_length", "a name of more than " + limits.nameBytes() + " bytes");
            }
            if (name.equals("..")) {
                if (!names.isEmpty()) {
                    names.removeLast();
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        if (names.size() > limits.depth()) {
            throw new LimitReached("depth", "a path of more than " + limits.depth() + " folders");
        }
        return String.join("/", names);
    }

    private void checkLength(String what, String text) throws LimitReached {
        if (text.length() > limits.pathBytes()) {
            throw new LimitReached("path_length", what + " of more than " + limits.pathBytes() + " bytes");
        }
    }

    /**
     * The content of one file of a layer that was read before.
     *
     * @return null when the layer no longer has it there
     */
    static byte @Nullable [] content(Layer layer, InputStream blob, LayerEntry wanted, Meter meter) throws IOException {
        try (LayerStream stream = LayerStream.open(layer, blob, meter, true)) {
            TarReader tar = new TarReader(stream, meter.limits());
            byte[] content = null;
            for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
                if (entry.offset() == wanted.offset() && entry.size() == wanted.size()) {
                    content = tar.content((int) wanted.size());
                    break;
                }
            }
            stream.verify();
            return content;
        }
    }
}
