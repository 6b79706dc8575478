package dev.watchword.image.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.image.Digest;
import dev.watchword.image.Image;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageJson;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.ImageSource.Found;
import dev.watchword.image.Quoted;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Docker's own store ({@code /var/lib/docker}): {@code image/DRIVER} holds names, configurations and, by the chain of
 * digests up to it, each layer's recipe and the name of its folder, which the storage driver keeps elsewhere. Layout: moby's packages {@code image},
 * {@code layer} and {@code reference}; chain of digests: OCI image configuration, "Layer ChainID".
 */
final class DockerStore {

    private static final int MAX_DRIVERS = 64;
    private static final int MAX_CONFIGURATIONS = 20_000;

    private final String name;
    private final String driver;
    private final String base;
    private final LocalStore store;

    private DockerStore(String name, String driver, LocalStore store) {
        this.name = name;
        this.driver = driver;
        this.base = "/image/" + driver;
        this.store = store;
    }

    /** The images of each storage driver that was ever in use; none when the folder is no such store. */
    static List<Found> images(String name, RootFs folder, ImageLimits limits, Optional<StoredName> wanted) {
        LocalStore store = new LocalStore(folder, limits, wanted);
        if (folder.list("/image", MAX_DRIVERS) instanceof RootFs.Listed.Entries drivers) {
            for (String driver : drivers.names()) {
                if (store.holds("/image/" + driver + "/imagedb")) {
                    new DockerStore(name, driver, store).read();
                }
            }
        }
        return store.images();
    }

    private void read() {
        try {
            List<String> ids = store.list(base + "/imagedb/content/sha256", MAX_CONFIGURATIONS);
            if (!ids.isEmpty() && folderOf("x").isEmpty()) {
                store.refuse(
                        name,
                        ids.size() + " images of the storage driver " + Quoted.of(driver)
                                + ", which is not read: docker save gives what is");
                return;
            }
            Map<String, SortedSet<String>> names = names();
            Set<String> parents = store.wantsAll() ? parents(ids, names.keySet()) : Set.of();
            for (String id : ids) {
                SortedSet<String> its = names.getOrDefault(id, Collections.emptySortedSet());
                String shown = its.isEmpty() ? id.substring(0, Math.min(12, id.length())) : Quoted.of(its.first());
                String called = name + " " + shown;
                boolean isMeant = store.wants(id, its) && !parents.contains(id);
                if (isMeant && !store.add(called, () -> image(id, called))) {
                    return;
                }
            }
        } catch (IOException e) {
            store.refuse(name, ImageFailure.reasonOf(e));
        }
    }

    /** The names of each image by its id; an image may have none. */
    private Map<String, SortedSet<String>> names() {
        Map<String, SortedSet<String>> names = new HashMap<>();
        try {
            JsonNode json = ImageJson.object(store.document(base + "/repositories.json"));
            json.path("Repositories")
                    .properties()
                    .forEach(repository -> repository
                            .getValue()
                            .properties()
                            .forEach(named -> names.computeIfAbsent(
                                            named.getValue().asText("").replaceFirst("^sha256:", ""),
                                            id -> new TreeSet<>())
                                    .add(named.getKey())));
        } catch (IOException e) {
            store.refuse(name, "names of images: " + ImageFailure.reasonOf(e));
        }
        return names;
    }

    /** Images that only stand below another as steps of its build: all that they hold is in that one too. */
    private Set<String> parents(List<String> ids, Set<String> named) throws IOException {
        Set<String> parents = new HashSet<>();
        for (String id : ids) {
            String path = base + "/imagedb/metadata/sha256/" + id + "/parent";
            if (store.holds(path)) {
                parents.add(text(path).replaceFirst("^sha256:", ""));
            }
        }
        parents.removeAll(named);
        return parents;
    }

    private Image image(String id, String called) throws IOException {
        Digest digest = Digest.parse("sha256:" + id)
                .orElseThrow(() -> new ImageFailure("a configuration whose name is no digest"));
        return store.image(called, digest, store.document(base + "/imagedb/content/sha256/" + id), this::layers);
    }

    private List<UnpackedLayer> layers(List<Digest> diffIds) throws IOException {
        List<UnpackedLayer> layers = new ArrayList<>();
        Digest chain = null;
        for (Digest diffId : diffIds) {
            chain = chain == null
                    ? diffId
                    : Digest.ofSha256((chain + " " + diffId).getBytes(StandardCharsets.US_ASCII));
            String place = base + "/layerdb/" + chain.algorithm() + "/" + chain.hex();
            if (!text(place + "/diff").equals(diffId.toString())) {
                throw new ImageFailure("the store's layer is not the one that the configuration names");
            }
            String files = folderOf(LocalStore.id(text(place + "/cache-id")))
                    .orElseThrow(() -> new ImageFailure("a storage driver that is not read"));
            layers.add(new UnpackedLayer(place + "/tar-split.json.gz", files));
        }
        return layers;
    }

    private Optional<String> folderOf(String id) {
        return switch (driver) {
            case "overlay2", "fuse-overlayfs" -> Optional.of("/" + driver + "/" + id + "/diff");
            case "vfs" -> Optional.of("/vfs/dir/" + id);
            default -> Optional.empty();
        };
    }

    private String text(String path) throws IOException {
        return new String(store.document(path), StandardCharsets.UTF_8).strip();
    }
}
