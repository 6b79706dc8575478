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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The store of Podman, Buildah, CRI-O and skopeo ({@code /var/lib/containers/storage}, or {@code .local/share/containers/storage} of a
 * user): {@code DRIVER-images} holds names, manifests and configurations, {@code DRIVER-layers} which layer stands on which and each one's recipe.
 * Layout: github.com/containers/storage, files {@code images.go}, {@code layers.go}.
 */
final class ContainersStorage {

    private static final int MAX_ENTRIES = 1_000;
    private static final String IMAGES = "-images";

    private final String name;
    private final String driver;
    private final LocalStore store;

    private ContainersStorage(String name, String driver, LocalStore store) {
        this.name = name;
        this.driver = driver;
        this.store = store;
    }

    /** The images of each storage driver that was ever in use; none when the folder is no such store. */
    static List<Found> images(String name, RootFs folder, ImageLimits limits, Optional<StoredName> wanted) {
        LocalStore store = new LocalStore(folder, limits, wanted);
        if (folder.list("/", MAX_ENTRIES) instanceof RootFs.Listed.Entries entries) {
            for (String entry : entries.names()) {
                if (entry.endsWith(IMAGES) && store.holds("/" + entry + "/images.json")) {
                    String driver = entry.substring(0, entry.length() - IMAGES.length());
                    new ContainersStorage(name, driver, store).read();
                }
            }
        }
        return store.images();
    }

    /**
     * One layer as the store has it.
     *
     * @param parent the layer below, {@code ""} when there is none
     */
    private record Stored(String parent, Optional<Digest> diffId) {}

    private void read() {
        try {
            JsonNode images = ImageJson.value(store.document("/" + driver + IMAGES + "/images.json"));
            if (!images.isEmpty() && folderOf("x").isEmpty()) {
                store.refuse(
                        name,
                        images.size() + " images of the storage driver " + Quoted.of(driver)
                                + ", which is not read: podman save gives what is");
                return;
            }
            Map<String, Stored> layers = images.isEmpty() ? Map.of() : layers();
            for (JsonNode image : images) {
                String id = image.path("id").asText("");
                String first = image.path("names").path(0).asText("");
                String called =
                        name + " " + Quoted.of(first.isEmpty() ? id.substring(0, Math.min(12, id.length())) : first);
                List<String> names = image.path("names")
                        .valueStream()
                        .map(each -> each.asText(""))
                        .toList();
                if (store.wants(id, names) && !store.add(called, () -> image(image, called, layers))) {
                    return;
                }
            }
        } catch (IOException e) {
            store.refuse(name, ImageFailure.reasonOf(e));
        }
    }

    private Map<String, Stored> layers() throws IOException {
        Map<String, Stored> layers = new HashMap<>();
        for (JsonNode layer : ImageJson.value(store.document("/" + driver + "-layers/layers.json"))) {
            layers.put(
                    layer.path("id").asText(""),
                    new Stored(
                            layer.path("parent").asText(""),
                            Digest.parse(layer.path("diff-digest").asText(""))));
        }
        return layers;
    }

    private Image image(JsonNode json, String called, Map<String, Stored> layers) throws IOException {
        String folder =
                "/" + driver + IMAGES + "/" + LocalStore.id(json.path("id").asText("")) + "/";
        JsonNode manifest = ImageJson.object(store.document(folder + "manifest"));
        Digest config = Digest.parse(manifest.path("config").path("digest").asText(""))
                .orElseThrow(() -> new ImageFailure("the manifest names no configuration"));
        // a name with more than digits, small letters and dots is written as Base64
        String named =
                "=" + Base64.getEncoder().encodeToString(config.toString().getBytes(StandardCharsets.US_ASCII));
        String top = json.path("layer").asText("");
        return store.image(called, config, store.document(folder + named), diffIds -> chain(top, diffIds, layers));
    }

    private List<UnpackedLayer> chain(String top, List<Digest> diffIds, Map<String, Stored> layers) throws IOException {
        Deque<UnpackedLayer> chain = new ArrayDeque<>();
        String id = top;
        for (int i = diffIds.size() - 1; i >= 0; i--) {
            Stored layer = layers.get(id);
            if (layer == null) {
                throw new ImageFailure("the store does not have the image's layer " + (i + 1));
            }
            if (!layer.diffId().equals(Optional.of(diffIds.get(i)))) {
                throw new ImageFailure("the store's layer is not the one that the configuration names");
            }
            String files = folderOf(LocalStore.id(id))
                    .orElseThrow(() -> new ImageFailure("a storage driver that is not read"));
            chain.addFirst(new UnpackedLayer("/" + driver + "-layers/" + id + ".tar-split.gz", files));
            id = layer.parent();
        }
        if (!id.isEmpty()) {
            throw new ImageFailure("the store has more layers of the image than its configuration");
        }
        return new ArrayList<>(chain);
    }

    private Optional<String> folderOf(String id) {
        return switch (driver) {
            case "overlay" -> Optional.of("/overlay/" + id + "/diff");
            case "vfs" -> Optional.of("/vfs/dir/" + id);
            default -> Optional.empty();
        };
    }
}
