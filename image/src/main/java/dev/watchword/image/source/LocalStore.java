package dev.watchword.image.source;

import dev.watchword.image.Digest;
import dev.watchword.image.Image;
import dev.watchword.image.ImageConfig;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.ImageSource.Found;
import dev.watchword.image.Layer;
import dev.watchword.image.LimitReached;
import dev.watchword.image.Manifests;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the local stores of Docker and of containers/storage have in common: configurations under their digests, and layers that lie unpacked
 * in folders. Somebody else may own the store: it is read through its root file system only, within limits.
 */
final class LocalStore {

    /** One machine has more images than one archive. */
    static final int MAX_IMAGES = 1_000;

    private static final long MAX_DOCUMENT_BYTES = 64L << 20;
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_.-]{0,127}");

    private final RootFs store;
    private final ImageLimits limits;
    private final Optional<StoredName> wanted;
    private final List<Found> images = new ArrayList<>();
    private long documentBytes;

    /**
     * @param wanted the one image that is meant; empty for all
     */
    LocalStore(RootFs store, ImageLimits limits, Optional<StoredName> wanted) {
        this.store = store;
        this.limits = limits;
        this.wanted = wanted;
    }

    /** Whether an image is meant. */
    boolean wants(String id, Collection<String> names) {
        return wanted.isEmpty() || wanted.get().isOf(id, names);
    }

    /** Whether all images are meant, and so what only stands below another is left out. */
    boolean wantsAll() {
        return wanted.isEmpty();
    }

    /** Reads one image. */
    interface Reading {
        Image image() throws IOException;
    }

    List<Found> images() {
        return List.copyOf(images);
    }

    /** One more image, or why there is none. Says whether there is room for another. */
    boolean add(String called, Reading reading) {
        if (images.size() == MAX_IMAGES) {
            refuse(
                    called,
                    "limit manifests: more than " + MAX_IMAGES + " images in one store: the others are not read");
            return false;
        }
        try {
            images.add(new Found.Readable(reading.image()));
        } catch (IOException e) {
            refuse(called, ImageFailure.reasonOf(e));
        }
        return true;
    }

    void refuse(String called, String reason) {
        images.add(new Found.Refused(called, reason));
    }

    Image image(String called, Digest digest, byte[] document, Layers layers) throws IOException {
        if (!Digest.ofSha256(document).equals(digest)) {
            throw new ImageFailure("the configuration does not have the digest of its name");
        }
        ImageConfig config = Manifests.config(document);
        List<Digest> diffIds = config.diffIds();
        List<UnpackedLayer> unpacked = layers.of(diffIds);
        List<String> createdBy = config.createdBy(diffIds.size());
        List<Layer> described = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            described.add(new Layer(
                    i + 1,
                    Optional.empty(),
                    Optional.of(diffIds.get(i)),
                    -1,
                    "",
                    unpacked.get(i).folder(),
                    createdBy.get(i)));
        }
        return new Image(
                called,
                digest,
                config,
                described,
                layer -> unpacked.get(layer.number() - 1).open(store, limits));
    }

    /** Finds the layers of an image. */
    interface Layers {
        /**
         * As many as there are digests, in their order, the lowest first.
         *
         * @param diffIds the digests of the layers' tar archives
         */
        List<UnpackedLayer> of(List<Digest> diffIds) throws IOException;
    }

    boolean holds(String path) {
        return store.stat(path) instanceof RootFs.Stat.Found;
    }

    /** A small file of the store, within the limit on all of them together. */
    byte[] document(String path) throws IOException {
        try (InputStream in = new FolderShelf(store)
                .open(path)
                .orElseThrow(() -> new ImageFailure("a document of the store is not there"))) {
            byte[] document = LocalImages.document(in, limits);
            documentBytes += document.length;
            if (documentBytes > MAX_DOCUMENT_BYTES) {
                throw new LimitReached("manifest_bytes", "documents of more than " + MAX_DOCUMENT_BYTES + " bytes");
            }
            return document;
        }
    }

    /** The name of a folder of the store, as it was found in one of its documents. */
    static String id(String found) throws ImageFailure {
        String id = found.strip();
        if (!ID.matcher(id).matches()) {
            throw new ImageFailure("the store names a layer or image by what is no name");
        }
        return id;
    }

    List<String> list(String path, int atMost) throws IOException {
        return switch (store.list(path, atMost)) {
            case RootFs.Listed.Entries entries
            when entries.cut() ->
                throw new LimitReached("manifests", "more than " + atMost + " entries in a folder of the store");
            case RootFs.Listed.Entries entries -> entries.names();
            case RootFs.Listed.Refused refused ->
                throw new ImageFailure("a folder of the store: " + refused.why().reason());
        };
    }
}
