package dev.watchword.image.source;

import dev.watchword.rootfs.RootFs;
import java.util.List;

/** Where a machine keeps images of its own, as its packages have it. Stores of users and places that somebody chose are not known. */
public final class StorePlaces {

    /** A folder that {@link LocalImages} reads, and one below it that is filled as soon as there is an image. */
    private record Place(String store, String witness) {}

    private static final List<Place> USUAL = List.of(
            new Place("/var/lib/docker", "/image/overlay2/imagedb/content/sha256"),
            new Place("/var/lib/docker", "/image/fuse-overlayfs/imagedb/content/sha256"),
            new Place("/var/lib/docker", "/image/vfs/imagedb/content/sha256"),
            new Place("/var/lib/containers/storage", "/overlay-layers"),
            new Place("/var/lib/containers/storage", "/vfs-layers"),
            new Place("/var/lib/containerd/io.containerd.content.v1.content", "/blobs/sha256"));

    private StorePlaces() {}

    /** The folders in this root that hold images, each once; nothing is read but their names. */
    public static List<String> in(RootFs root) {
        return USUAL.stream()
                .filter(place -> root.list(place.store() + place.witness(), 1) instanceof RootFs.Listed.Entries entries
                        && !entries.names().isEmpty())
                .map(Place::store)
                .distinct()
                .toList();
    }
}
