package dev.watchword.image.layer;

import dev.watchword.image.Image;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.Layer;
import dev.watchword.image.LimitReached;
import dev.watchword.rootfs.Interest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One image's layers, put on each other one by one. Before something in a lower layer is hidden by the next, whoever looks
 * is shown the file system as it is then: what is hidden is still in the image for everybody who has it. Belongs to one
 * thread.
 */
public final class LayerStack {

    private final Image image;
    private final Interest interest;
    private final LayerCache cache;
    private final Meter meter;
    private final ImageLimits limits;
    private final Tree tree;
    private final Map<Integer, LayerContents> contents = new HashMap<>();
    private final Set<String> incomplete = new LinkedHashSet<>();
    private int views;

    private LayerStack(Image image, Interest interest, LayerCache cache, ImageLimits limits) {
        this.image = image;
        this.interest = interest;
        this.cache = cache;
        this.limits = limits;
        this.meter = new Meter(limits);
        this.tree = new Tree(limits);
    }

    /** Whoever looks at an image. Each view is valid during the call. */
    public interface Viewer {

        /** The file system as it was before something in it was hidden, the oldest first. */
        void earlier(LayeredRootFs view);

        /** The file system that a container of the image starts with; called once, last. */
        void shown(LayeredRootFs view);
    }

    /**
     * Reads the layers and shows what they make.
     *
     * @param interest names of files that the viewer will probably open
     * @return what could not be read, and why; empty when everything was
     */
    public static List<String> view(
            Image image, Interest interest, LayerCache cache, ImageLimits limits, Viewer viewer) {
        LayerStack stack = new LayerStack(image, interest, cache, limits);
        stack.view(viewer);
        return List.copyOf(stack.incomplete);
    }

    private void view(Viewer viewer) {
        LayeredRootFs root = new LayeredRootFs(image.name(), tree, new Files(), limits.fileBytes());
        int place = 0;
        for (Layer layer : image.layers()) {
            if (place == limits.layers()) {
                incomplete.add("limit layers: more than " + limits.layers() + " layers: the others are not read");
                break;
            }
            LayerContents read = read(layer);
            contents.put(place, read);
            read.problems().forEach(problem -> incomplete.add(layer.brief() + ": " + problem));
            try {
                apply(read, place, root, viewer);
            } catch (LimitReached e) {
                incomplete.add(layer.brief() + ": " + e.reason() + ": the rest of it is not shown");
            }
            tree.problems().forEach(problem -> incomplete.add(layer.brief() + ": " + problem));
            tree.problems().clear();
            place++;
        }
        viewer.shown(root);
    }

    private LayerContents read(Layer layer) {
        try {
            meter.checkTime();
            Optional<LayerContents> known = layer.identity().flatMap(cache::get);
            if (known.isPresent()) {
                meter.entries(known.get().entries().size());
                return known.get();
            }
            LayerContents read = LayerReader.read(layer, image.blobs().open(layer), interest, meter);
            if (read.problems().isEmpty()) {
                layer.identity().ifPresent(digest -> cache.put(digest, read));
            }
            return read;
        } catch (IOException e) {
            return new LayerContents(List.of(), Map.of(), List.of(ImageFailure.reasonOf(e) + ": it is not read"));
        }
    }

    private void apply(LayerContents layer, int place, LayeredRootFs root, Viewer viewer) throws LimitReached {
        // a path that one layer writes twice hides its own first content
        Set<String> written = new HashSet<>();
        boolean looked = false;
        for (LayerEntry entry : layer.entries()) {
            meter.checkTime();
            boolean again = !written.add(entry.path());
            if ((!looked || again) && tree.hides(entry)) {
                look(root, viewer);
                looked = true;
                if (again) {
                    written.clear();
                    written.add(entry.path());
                }
            }
            tree.apply(entry, place);
        }
    }

    private void look(LayeredRootFs root, Viewer viewer) {
        if (views == limits.views()) {
            incomplete.add("limit views: more than " + limits.views()
                    + " earlier states of the file system: hidden files may be unread");
            return;
        }
        views++;
        viewer.earlier(root);
    }

    /** Files from what is kept of their layers, or by reading a layer again. */
    private final class Files implements LayeredRootFs.Contents {

        @Override
        public Layer layer(int place) {
            return image.layers().get(place);
        }

        @Override
        public InputStream open(Inode file) throws IOException {
            LayerContents layer =
                    contents.getOrDefault(file.layer(), new LayerContents(List.of(), Map.of(), List.of()));
            LayerEntry entry = file.entry();
            Optional<byte[]> kept = layer.content(entry.offset());
            if (kept.isPresent()) {
                return new ByteArrayInputStream(kept.get());
            }
            if (entry.size() == 0) {
                return InputStream.nullInputStream();
            }
            try {
                meter.checkTime();
                Layer from = layer(file.layer());
                if (entry.size() > limits.keptFileBytes()) {
                    return RereadFile.open(from, image.blobs().open(from), entry, meter, incomplete::add);
                }
                byte[] content = LayerReader.content(from, image.blobs().open(from), entry, meter);
                if (content == null) {
                    throw new ImageFailure("the layer is not the one that was read before");
                }
                layer.keep(entry.offset(), content, limits.keptBytes());
                return new ByteArrayInputStream(content);
            } catch (LimitReached e) {
                incomplete.add(e.reason());
                throw e;
            }
        }
    }
}
