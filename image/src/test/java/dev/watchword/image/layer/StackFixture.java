package dev.watchword.image.layer;

import dev.watchword.image.Digest;
import dev.watchword.image.Image;
import dev.watchword.image.ImageConfig;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.Layer;
import dev.watchword.image.Platform;
import dev.watchword.rootfs.Interest;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.TarBuilder;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An image of layers in memory, and what somebody sees who looks at it. */
final class StackFixture {

    static final Interest INTEREST = Interest.inNames("shadow", "passwd");

    private final List<byte[]> blobs = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    final AtomicInteger opened = new AtomicInteger();
    ImageLimits limits = ImageLimits.DEFAULT;
    LayerCache cache = LayerCache.none();

    StackFixture layer(TarBuilder archive) {
        return layer(archive.bytes());
    }

    StackFixture layer(byte[] archive) {
        return blob(TarBuilder.gzip(archive), archive);
    }

    /** A layer of these stored bytes that claims to be this archive. */
    StackFixture blob(byte[] blob, byte[] archive) {
        blobs.add(blob);
        layers.add(new Layer(
                layers.size() + 1,
                Digest.parse(OciLayout.digest(blob)),
                Digest.parse(OciLayout.digest(archive)),
                blob.length,
                "",
                "",
                ""));
        return this;
    }

    StackFixture replaceBlob(int place, byte[] blob) {
        blobs.set(place, blob);
        return this;
    }

    Image image() {
        Platform platform = new Platform("linux", "amd64", "");
        ImageConfig config = new ImageConfig(platform, List.of(), List.of(), List.of(), List.of(), List.of());
        return new Image("test", Digest.ofSha256(new byte[0]), config, layers, layer -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(blobs.get(layer.number() - 1));
        });
    }

    /** Shows what the layers make; gives what is incomplete. */
    List<String> shown(Consumer<LayeredRootFs> look) {
        return view(earlier -> {}, look);
    }

    List<String> view(Consumer<LayeredRootFs> earlier, Consumer<LayeredRootFs> shown) {
        return LayerStack.view(image(), INTEREST, cache, limits, new LayerStack.Viewer() {
            @Override
            public void earlier(LayeredRootFs view) {
                earlier.accept(view);
            }

            @Override
            public void shown(LayeredRootFs view) {
                shown.accept(view);
            }
        });
    }

    /** The whole tree, a line for each name: its path, and a file's content or a link's target. */
    List<String> listing() {
        List<String> lines = new ArrayList<>();
        List<String> incomplete = shown(root -> list(root, "", lines));
        incomplete.forEach(problem -> lines.add("incomplete: " + problem));
        return lines;
    }

    private static void list(LayeredRootFs root, String folder, List<String> lines) {
        if (!(root.list(folder.isEmpty() ? "/" : folder, 10_000)
                instanceof dev.watchword.rootfs.RootFs.Listed.Entries entries)) {
            return;
        }
        for (String name : entries.names()) {
            String path = folder + "/" + name;
            Optional<String> text = Optional.ofNullable(Roots.textOrNull(root, path));
            lines.add(path + text.map(content -> " = " + content).orElse(""));
            if (text.isEmpty()
                    && root.stat(path) instanceof dev.watchword.rootfs.RootFs.Stat.Found found
                    && found.info().realPath().equals(path)) {
                list(root, path, lines);
            }
        }
    }
}
