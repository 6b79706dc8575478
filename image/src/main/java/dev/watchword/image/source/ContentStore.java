package dev.watchword.image.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.image.Digest;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageJson;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.LimitReached;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The content store of containerd ({@code /var/lib/containerd/io.containerd.content.v1.content}), which Docker uses too
 * when it keeps its images there: blobs by their digests. Names of images stand in a database beside it that is not read,
 * so the images are its manifests.
 */
final class ContentStore {

    private static final int MAX_BLOBS = 20_000;

    private ContentStore() {}

    /** The digests of all documents that look like a manifest of an image, sorted. */
    static List<Digest> manifests(RootFs folder, Shelf shelf, ImageLimits limits) throws IOException {
        List<Digest> manifests = new ArrayList<>();
        if (!(folder.list("/blobs/sha256", MAX_BLOBS) instanceof RootFs.Listed.Entries entries)) {
            throw new ImageFailure("a folder blobs without blobs/sha256");
        }
        if (entries.cut()) {
            throw new LimitReached("manifests", "more than " + MAX_BLOBS + " blobs in one content store");
        }
        for (String name : entries.names()) {
            Optional<Digest> digest = Digest.parse("sha256:" + name);
            if (digest.isPresent() && isManifest(folder, shelf, name, limits)) {
                manifests.add(digest.get());
            }
        }
        if (manifests.isEmpty()) {
            throw new ImageFailure(
                    "no manifest of an image among " + entries.names().size() + " blobs");
        }
        return manifests;
    }

    private static boolean isManifest(RootFs folder, Shelf shelf, String name, ImageLimits limits) throws IOException {
        String path = "blobs/sha256/" + name;
        boolean small = folder.stat("/" + path) instanceof RootFs.Stat.Found found
                && found.info().size() <= limits.manifestBytes();
        if (!small) {
            return false;
        }
        try (InputStream in = shelf.open(path).orElseThrow(() -> new ImageFailure("a blob is gone"))) {
            if (in.read() != '{') {
                return false;
            }
        }
        try (InputStream in = shelf.open(path).orElseThrow(() -> new ImageFailure("a blob is gone"))) {
            JsonNode json = ImageJson.value(LocalImages.document(in, limits));
            return json.has("layers") && json.has("config") && !json.has("manifests");
        } catch (ImageFailure notJson) {
            return false;
        }
    }
}
