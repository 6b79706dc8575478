package dev.watchword.image.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.image.BlobSource;
import dev.watchword.image.Digest;
import dev.watchword.image.Image;
import dev.watchword.image.ImageConfig;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageJson;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.ImageSource;
import dev.watchword.image.Layer;
import dev.watchword.image.LimitReached;
import dev.watchword.image.Manifests;
import dev.watchword.image.Platform;
import dev.watchword.image.Quoted;
import dev.watchword.rootfs.RootFolder;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Images in a file or folder: an OCI image layout (a folder or a tar archive of one), what {@code docker save} writes,
 * the content store of containerd, or the local store of Docker or of containers/storage. Archives may be packed with gzip or zstd.
 */
public final class LocalImages implements ImageSource {

    private static final String INDEX = "index.json";
    private static final String DOCKER = "manifest.json";

    private final String name;
    private final Shelf shelf;
    private final ImageLimits limits;
    private final Predicate<Platform> wanted;
    private final List<Found> images = new ArrayList<>();

    private LocalImages(String name, Shelf shelf, ImageLimits limits, Predicate<Platform> wanted) {
        this.name = name;
        this.shelf = shelf;
        this.limits = limits;
        this.wanted = wanted;
    }

    /**
     * Opens a file or folder and reads what images it holds.
     *
     * @param place the file or folder
     * @param wanted which platforms of an index are meant
     * @throws IOException when it is neither, or holds no images
     */
    public static LocalImages open(Path place, ImageLimits limits, Predicate<Platform> wanted) throws IOException {
        if (Files.isDirectory(place)) {
            RootFs folder = RootFolder.open(place, secondBest -> {});
            try {
                LocalImages found = new LocalImages(place.toString(), new FolderShelf(folder), limits, wanted);
                found.read(folder);
                return found;
            } catch (IOException e) {
                folder.close();
                throw e;
            }
        }
        if (!Files.isRegularFile(place)) {
            throw new ImageFailure("no regular file and no folder");
        }
        Shelf archive = ArchiveShelf.open(place, limits);
        try {
            LocalImages found = new LocalImages(place.toString(), archive, limits, wanted);
            found.read();
            return found;
        } catch (IOException e) {
            archive.close();
            throw e;
        }
    }

    /**
     * Opens the folder of a local store and finds one image in it.
     *
     * @param name which
     * @throws IOException when there is no such folder, store or image
     */
    public static LocalImages open(StoredName name, ImageLimits limits, Predicate<Platform> wanted) throws IOException {
        if (!Files.isDirectory(name.folder())) {
            throw new ImageFailure("there is no store of images at " + name.folder());
        }
        RootFs folder = RootFolder.open(name.folder(), secondBest -> {});
        try {
            LocalImages found = new LocalImages(name.folder().toString(), new FolderShelf(folder), limits, wanted);
            found.read(folder, name);
            if (found.images.isEmpty()) {
                throw new ImageFailure("the store has no image of this name");
            }
            return found;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private void read(RootFs folder, StoredName which) throws IOException {
        images.addAll(DockerStore.images(name, folder, limits, Optional.of(which)));
        images.addAll(ContainersStorage.images(name, folder, limits, Optional.of(which)));
        if (folder.stat("/blobs") instanceof RootFs.Stat.Found) {
            for (Digest digest : ContentStore.manifests(folder, shelf, limits)) {
                if (which.isOf(digest.hex(), List.of())) {
                    find(digest, document(pathOf(digest)), name);
                }
            }
        }
    }

    private void read(RootFs folder) throws IOException {
        boolean named = folder.stat("/" + INDEX) instanceof RootFs.Stat.Found
                || folder.stat("/" + DOCKER) instanceof RootFs.Stat.Found;
        if (named) {
            read();
            return;
        }
        if (!(folder.stat("/blobs") instanceof RootFs.Stat.Found)) {
            images.addAll(DockerStore.images(name, folder, limits, Optional.empty()));
            images.addAll(ContainersStorage.images(name, folder, limits, Optional.empty()));
            if (images.isEmpty()) {
                read();
            }
            return;
        }
        for (Digest digest : ContentStore.manifests(folder, shelf, limits)) {
            find(digest, document("blobs/" + digest.algorithm() + "/" + digest.hex()), name);
        }
    }

    /** Newer archives of docker save hold both forms; the index is the one with digests. */
    private void read() throws IOException {
        Optional<InputStream> index = shelf.open(INDEX);
        if (index.isPresent()) {
            index.get().close();
            readLayout();
            return;
        }
        readDockerArchive(document(DOCKER));
    }

    private void readLayout() throws IOException {
        byte[] index = document(INDEX);
        find(Digest.ofSha256(index), index, name);
    }

    private void find(Digest digest, byte[] document, String source) {
        try {
            List<Manifests.Manifest> manifests = Manifests.find(
                    digest,
                    document,
                    wanted,
                    limits,
                    this::verified,
                    (which, reason) -> images.add(new Found.Refused(source + " " + which, reason)));
            for (Manifests.Manifest manifest : manifests) {
                add(
                        manifest,
                        manifests.size() == 1
                                ? source
                                : source + " " + manifest.digest().brief());
            }
        } catch (IOException e) {
            images.add(new Found.Refused(source, ImageFailure.reasonOf(e)));
        }
    }

    private void add(Manifests.Manifest manifest, String called) {
        try {
            byte[] config = verified(manifest.config());
            images.add(new Found.Readable(Manifests.image(called, manifest, config, blobs())));
        } catch (IOException e) {
            images.add(new Found.Refused(called, ImageFailure.reasonOf(e)));
        }
    }

    private BlobSource blobs() {
        return layer -> {
            String path = Digest.parse(layer.place()).map(LocalImages::pathOf).orElse(layer.place());
            return shelf.open(path).orElseThrow(() -> new ImageFailure("the layer is not there"));
        };
    }

    private static String pathOf(Digest digest) {
        return "blobs/" + digest.algorithm() + "/" + digest.hex();
    }

    private byte[] verified(Manifests.Descriptor descriptor) throws IOException {
        byte[] document = document(pathOf(descriptor.digest()));
        check(descriptor.digest(), document);
        return document;
    }

    private static void check(Digest digest, byte[] document) throws ImageFailure {
        MessageDigest function = digest.function();
        function.update(document);
        if (!digest.isOf(function)) {
            throw new ImageFailure("a document does not have the digest " + digest.brief());
        }
    }

    private byte[] document(String path) throws IOException {
        try (InputStream in = shelf.open(path)
                .orElseThrow(() -> new ImageFailure(
                        path.equals(DOCKER)
                                ? "neither an OCI image layout nor an archive of docker save"
                                : "the document " + Quoted.of(path) + " is not there"))) {
            return document(in, limits);
        }
    }

    static byte[] document(InputStream in, ImageLimits limits) throws IOException {
        byte[] document = in.readNBytes(limits.manifestBytes() + 1);
        if (document.length > limits.manifestBytes()) {
            throw new LimitReached("manifest_bytes", "a document of more than " + limits.manifestBytes() + " bytes");
        }
        return document;
    }

    private void readDockerArchive(byte[] list) throws IOException {
        JsonNode json = ImageJson.value(list);
        if (!json.isArray()) {
            throw new ImageFailure("manifest.json is no list of images");
        }
        for (JsonNode one : json) {
            if (images.size() == limits.manifests()) {
                images.add(new Found.Refused(name, "limit manifests: more than " + limits.manifests() + " images"));
                return;
            }
            String tag = one.path("RepoTags").path(0).asText("");
            String called = tag.isEmpty() ? name : name + " " + Quoted.of(tag);
            try {
                images.add(new Found.Readable(saved(one, called)));
            } catch (IOException e) {
                images.add(new Found.Refused(called, ImageFailure.reasonOf(e)));
            }
        }
    }

    private Image saved(JsonNode json, String called) throws IOException {
        String configPath = json.path("Config").asText("");
        byte[] document = document(configPath);
        Digest digest = Digest.ofSha256(document);
        String named = configPath.substring(configPath.lastIndexOf('/') + 1).replace(".json", "");
        if (Digest.parse("sha256:" + named).filter(name -> !name.equals(digest)).isPresent()) {
            throw new ImageFailure("the configuration does not have the digest of its name");
        }
        ImageConfig config = Manifests.config(document);
        JsonNode paths = json.path("Layers");
        if (paths.size() != config.diffIds().size()) {
            throw new ImageFailure("manifest.json names " + paths.size() + " layers, the configuration "
                    + config.diffIds().size());
        }
        List<String> createdBy = config.createdBy(paths.size());
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            layers.add(new Layer(
                    i + 1,
                    Optional.empty(),
                    Optional.of(config.diffIds().get(i)),
                    -1,
                    "",
                    paths.path(i).asText(""),
                    createdBy.get(i)));
        }
        return new Image(called, digest, config, layers, blobs());
    }

    @Override
    public List<Found> images() {
        return List.copyOf(images);
    }

    @Override
    public void close() throws IOException {
        shelf.close();
    }
}
