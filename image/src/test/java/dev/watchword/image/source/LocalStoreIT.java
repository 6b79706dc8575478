package dev.watchword.image.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.image.Image;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.ImageSource;
import dev.watchword.image.layer.LayerCache;
import dev.watchword.image.layer.LayerStack;
import dev.watchword.image.layer.LayeredRootFs;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.FolderRootFs;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import dev.watchword.testing.Command;
import dev.watchword.testing.DebianPackage;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.TarBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores that skopeo wrote give what the image's archives are, to the byte. Docker's store is the same layers in Docker's
 * order; that Docker 20.10 writes it so was seen with its daemon.
 */
class LocalStoreIT {

    private static final String HIDDEN = "root:*hidden*:::::::\n";
    private static final byte[] LARGE = new byte[3 << 20];

    @TempDir
    private Path work = Path.of("");

    private OciLayout layout;
    private List<byte[]> archives;

    @BeforeEach
    void makeImage() {
        DebianPackage.SKOPEO.require();
        DebianPackage.UTIL_LINUX.require();
        Arrays.fill(LARGE, (byte) 'x');
        TarBuilder lower = new TarBuilder()
                .folder("etc")
                .file("etc/shadow", HIDDEN)
                .file("etc/large", LARGE)
                .folder("srv")
                .file("srv/one", "1")
                .symbolicLink("out", "/../../../../etc/passwd")
                .hardLink("etc/again", "etc/shadow")
                .file("etc/Zoë", "name beyond ASCII");
        TarBuilder upper = new TarBuilder()
                .whiteout("etc/shadow")
                .folder("srv")
                .opaque("srv")
                .file("srv/two", "2");
        archives = List.of(lower.bytes(), upper.bytes());
        layout = OciLayout.in(work.resolve("layout"));
        layout.layer(lower, "COPY etc").layer(upper, "RUN rm etc/shadow").environment("A=1");
        layout.write();
    }

    private Path store(String driver) {
        Path store = work.resolve("store-" + driver);
        String place = "[" + driver + "@" + store + "+" + work.resolve("run-" + driver) + "]";
        // the driver mounts its folder on itself: in a mount namespace of its own that ends with it
        Command.of(
                        "unshare",
                        "--mount",
                        "skopeo",
                        "copy",
                        "--quiet",
                        "oci:" + layout.folder() + ":latest",
                        "containers-storage:" + place + "localhost/shop:1")
                .runOrFail();
        return store;
    }

    /** The layers of a containers/storage overlay, put where Docker keeps them. */
    private Path docker() throws IOException {
        Path from = store("overlay");
        Path docker = work.resolve("docker");
        Path base = docker.resolve("image/overlay2");
        String chain = "";
        for (byte[] archive : archives) {
            String diffId = OciLayout.digest(archive);
            chain = chain.isEmpty()
                    ? diffId
                    : OciLayout.digest((chain + " " + diffId).getBytes(StandardCharsets.US_ASCII));
            Path layer = Files.createDirectories(base.resolve("layerdb/sha256/" + chain.substring(7)));
            String cache = "cache" + diffId.substring(7, 19);
            Files.writeString(layer.resolve("diff"), diffId);
            Files.writeString(layer.resolve("cache-id"), cache);
            Path theirs = from.resolve("overlay/" + theirLayer(from, diffId));
            Files.copy(
                    from.resolve("overlay-layers/" + theirs.getFileName() + ".tar-split.gz"),
                    layer.resolve("tar-split.json.gz"));
            Files.createDirectories(docker.resolve("overlay2/" + cache));
            Files.move(theirs.resolve("diff"), docker.resolve("overlay2/" + cache + "/diff"));
        }
        byte[] config = config();
        String id = OciLayout.digest(config);
        Files.createDirectories(base.resolve("imagedb/content/sha256"));
        Files.write(base.resolve("imagedb/content/sha256/" + id.substring(7)), config);
        Files.writeString(
                base.resolve("repositories.json"), "{\"Repositories\":{\"shop\":{\"shop:1\":\"" + id + "\"}}}");
        return docker;
    }

    private static String theirLayer(Path store, String diffId) throws IOException {
        String layers = Files.readString(store.resolve("overlay-layers/layers.json"));
        return Stream.of(layers.split("\"id\":"))
                .filter(one -> one.contains("\"diff-digest\":\"" + diffId))
                .map(one -> one.substring(1, 65))
                .findFirst()
                .orElseThrow();
    }

    private byte[] config() throws IOException {
        try (Stream<Path> blobs = Files.list(layout.folder().resolve("blobs/sha256"))) {
            for (Path blob : blobs.toList()) {
                byte[] content = Files.readAllBytes(blob);
                if (new String(content, StandardCharsets.ISO_8859_1).contains("diff_ids")) {
                    return content;
                }
            }
        }
        throw new IOException("no configuration");
    }

    private static LocalImages open(Path store) throws IOException {
        return LocalImages.open(store, ImageLimits.DEFAULT, platform -> true);
    }

    private static Image only(LocalImages images) {
        assertEquals(1, images.images().size(), images.images().toString());
        return assertInstanceOf(
                        ImageSource.Found.Readable.class, images.images().getFirst())
                .image();
    }

    private void isTheImage(Path store) throws IOException {
        try (LocalImages images = open(store)) {
            Image image = only(images);
            assertEquals(OciLayout.digest(config()), image.digest().toString());
            assertEquals(
                    List.of("COPY etc", "RUN rm etc/shadow"),
                    image.layers().stream().map(layer -> layer.createdBy()).toList());
            assertEquals(List.of("A=1"), image.config().environment());
            assertTrue(image.name().contains("shop:1"), image.name());
            for (int i = 0; i < archives.size(); i++) {
                try (InputStream in = image.blobs().open(image.layers().get(i))) {
                    assertArrayEquals(archives.get(i), in.readAllBytes());
                }
            }
            Seen seen = new Seen();
            assertEquals(List.of(), seen.look(image));
            assertEquals(List.of(HIDDEN), seen.hidden);
            assertEquals(List.of("again", "large", "Zoë"), seen.left);
        }
    }

    private static final class Seen implements LayerStack.Viewer {
        final List<String> hidden = new ArrayList<>();
        final List<String> left = new ArrayList<>();

        List<String> look(Image image) {
            return LayerStack.view(image, Interest.inNames("shadow"), LayerCache.none(), ImageLimits.DEFAULT, this);
        }

        @Override
        public void earlier(LayeredRootFs view) {
            hidden.add(text(view, "/etc/shadow"));
        }

        @Override
        public void shown(LayeredRootFs view) {
            if (view.list("/etc", 10) instanceof RootFs.Listed.Entries entries) {
                left.addAll(entries.names());
                left.sort(String.CASE_INSENSITIVE_ORDER);
            }
        }

        private static String text(RootFs root, String path) {
            if (!(root.open(path, new FileLimits(1_000, 1_000)) instanceof RootFs.Opened.File file)) {
                return "not there";
            }
            try (InputStream in = file.input()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return e.getClass().getName();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay", "vfs"})
    void readsWhatSkopeoStored(String driver) throws IOException {
        isTheImage(store(driver));
    }

    @Test
    void readsDockersOwnStore() throws IOException {
        isTheImage(docker());
    }

    @Test
    void leavesOutStepsOfABuildThatAnotherImageStandsOn() throws IOException {
        Path docker = docker();
        Path base = docker.resolve("image/overlay2/imagedb");
        byte[] config = config();
        byte[] child =
                new String(config, StandardCharsets.UTF_8).replace("A=1", "A=2").getBytes(StandardCharsets.UTF_8);
        String id = OciLayout.digest(config).substring(7);
        String childId = OciLayout.digest(child).substring(7);
        Files.write(base.resolve("content/sha256/" + childId), child);
        Files.createDirectories(base.resolve("metadata/sha256/" + childId));
        Files.writeString(base.resolve("metadata/sha256/" + childId + "/parent"), "sha256:" + id);
        try (LocalImages images = open(docker)) {
            assertEquals(2, images.images().size(), "the lower one has a name of its own");
        }
        Files.writeString(docker.resolve("image/overlay2/repositories.json"), "{\"Repositories\":{}}");
        try (LocalImages images = open(docker)) {
            assertEquals(childId, only(images).digest().hex());
        }
    }

    /** One image of several, by any of its names or the beginning of its id. */
    @Test
    void findsTheImageThatIsNamed() throws IOException {
        Path podman = store("overlay");
        byte[] config = config();
        String id = OciLayout.digest(config).substring(7);
        Path docker = docker();
        Path base = docker.resolve("image/overlay2");
        byte[] other =
                new String(config, StandardCharsets.UTF_8).replace("A=1", "A=2").getBytes(StandardCharsets.UTF_8);
        String otherId = OciLayout.digest(other).substring(7);
        Files.write(base.resolve("imagedb/content/sha256/" + otherId), other);
        Files.writeString(base.resolve("repositories.json"), """
                {"Repositories":{"shop":{"shop:1":"sha256:%s","shop:stable":"sha256:%s"},
                 "registry.example.org/team/shop":{"registry.example.org/team/shop:1":"sha256:%s"}}}""".formatted(id, id, otherId));
        for (String name : List.of("shop:1", "docker.io/library/shop:stable", id.substring(0, 12), "sha256:" + id)) {
            assertEquals(id, named("docker-daemon:[" + docker + "]" + name), name);
        }
        assertEquals(otherId, named("docker-daemon:[" + docker + "]registry.example.org/team/shop:1"));
        for (String name : List.of("shop:1", "localhost/shop:1")) {
            assertEquals(id, named("containers-storage:[" + podman + "]" + name), name);
        }
        for (String wrong :
                List.of("docker-daemon:[" + docker + "]shop", "containers-storage:[" + podman + "]shop:2")) {
            ImageFailure none = assertThrows(ImageFailure.class, () -> named(wrong));
            assertEquals("the store has no image of this name", none.reason());
        }
        ImageFailure nowhere = assertThrows(ImageFailure.class, () -> named("docker-daemon:[/nowhere]shop:1"));
        assertTrue(nowhere.reason().contains("no store"), nowhere.reason());
    }

    private static String named(String text) throws IOException {
        StoredName name = StoredName.parse(text).orElseThrow();
        try (LocalImages images = LocalImages.open(name, ImageLimits.DEFAULT, platform -> true)) {
            return only(images).digest().hex();
        }
    }

    @Test
    void namesHaveTheirUsualPlaces() {
        assertEquals(
                new StoredName(Path.of("/var/lib/docker"), "shop:1"),
                StoredName.parse("docker-daemon:shop:1").orElseThrow());
        assertEquals(
                new StoredName(Path.of("/var/lib/containers/storage"), "a.example.org/b"),
                StoredName.parse("containers-storage:a.example.org/b").orElseThrow());
        assertTrue(StoredName.parse("docker:27").isEmpty(), "an image called docker");
        assertTrue(StoredName.parse("containers-storage:").isEmpty());
    }

    @Test
    void knowsWhereAMachineKeepsImages() throws IOException {
        Path machine = work.resolve("machine");
        Files.createDirectories(machine.resolve("var/lib/containers"));
        Files.createDirectories(machine.resolve("var/lib/docker/image/overlay2/imagedb/content/sha256"));
        try (RootFs root = FolderRootFs.at(machine)) {
            assertEquals(List.of(), StorePlaces.in(root));
            Files.createSymbolicLink(machine.resolve("var/lib/containers/storage"), Path.of("/stored"));
            Files.move(store("vfs"), machine.resolve("stored"));
            Files.createFile(machine.resolve("var/lib/docker/image/overlay2/imagedb/content/sha256/0"));
            assertEquals(List.of("/var/lib/docker", "/var/lib/containers/storage"), StorePlaces.in(root));
        }
    }

    private static String problem(Path store) throws IOException {
        try (LocalImages images = open(store)) {
            return switch (images.images().getFirst()) {
                case ImageSource.Found.Refused refused -> refused.reason();
                case ImageSource.Found.Readable readable -> {
                    Seen seen = new Seen();
                    String problems = String.join("; ", seen.look(readable.image()));
                    assertFalse(seen.hidden.contains(HIDDEN), "what is not the layer is not believed");
                    yield problems;
                }
            };
        }
    }

    private static Path file(Path docker, String name) throws IOException {
        try (Stream<Path> files = Files.walk(docker.resolve("overlay2"))) {
            return files.filter(file -> file.endsWith(name) && Files.isRegularFile(file))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void doesNotBelieveAFileThatWasChanged() throws IOException {
        Path docker = docker();
        Files.writeString(file(docker, "etc/shadow"), HIDDEN.replace('h', 'H'));
        assertTrue(problem(docker).contains("do not have the digest"), problem(docker));
    }

    @Test
    void doesNotReadWhereALinkLeads() throws IOException {
        Path docker = docker();
        Path outside = Files.writeString(work.resolve("outside"), HIDDEN);
        Path shadow = file(docker, "etc/shadow");
        Files.delete(shadow);
        Files.createSymbolicLink(shadow, outside);
        assertTrue(problem(docker).contains("a file of the layer is gone"), problem(docker));
    }

    @Test
    void doesNotFollowALayersFolderOutOfTheStore() throws IOException {
        Path docker = docker();
        Path diff = file(docker, "etc/shadow").resolve("../..").normalize();
        Path outside = work.resolve("outside");
        Files.move(diff, outside);
        Files.createSymbolicLink(diff, outside);
        assertTrue(problem(docker).contains("folder of the layer's files is not there"), problem(docker));
    }

    @Test
    void neverWaitsForAFifo() throws IOException {
        Path docker = docker();
        Path shadow = file(docker, "etc/shadow");
        Files.delete(shadow);
        Command.of("mkfifo", shadow.toString()).runOrFail();
        String problem = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> problem(docker));
        assertTrue(problem.contains("layer 1"), problem);
    }

    @Test
    void namesADriverThatIsNotRead() throws IOException {
        Path docker = docker();
        Files.move(docker.resolve("image/overlay2"), docker.resolve("image/zfs"));
        assertTrue(problem(docker).contains("1 images of the storage driver zfs"), problem(docker));
    }

    @Test
    void namesWhatALayerLacks() throws IOException {
        Path docker = docker();
        rewrite(docker, recipe -> "");
        assertFalse(problem(docker).isEmpty());
        Files.delete(recipe(docker));
        assertTrue(problem(docker).contains("tar-split"), problem(docker));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":3}",
                "{\"type\":1,\"name\":\"etc/shadow\",\"size\":-1}",
                "{\"type\":1,\"name\":\"etc/shadow\",\"size\":9223372036854775807}",
                "{\"type\":1,\"name\":\"../../../../../../../../etc/passwd\",\"size\":10}",
                "{\"type\":1,\"name\":\"etc\",\"size\":10}",
                "{\"type\":1,\"name_raw\":\"//4=\",\"size\":10}",
                "{\"type\":2,\"payload\":\"?\"}",
                "[]",
                "{\"type\":"
            })
    void takesARecipeThatIsNoneForADamagedLayer(String line) throws IOException {
        Path docker = docker();
        rewrite(docker, recipe -> line + "\n" + recipe);
        assertTrue(problem(docker).contains("layer 1"), problem(docker));
    }

    @Test
    void endsARecipeThatUnpacksForEver() throws IOException {
        Path docker = docker();
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(recipe(docker)))) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 8; i++) {
                out.write(zeros);
            }
        }
        assertTrue(problem(docker).contains("limit metadata"), problem(docker));
        rewrite(docker, recipe -> "{\"type\":1}\n".repeat(8 * ImageLimits.DEFAULT.entries() + 1));
        assertTrue(problem(docker).contains("limit entries"), problem(docker));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../secret", "a/b", "", "/etc"})
    void takesNoPathForTheNameOfALayer(String name) throws IOException {
        Path docker = docker();
        try (Stream<Path> files = Files.walk(docker.resolve("image"))) {
            for (Path cache : files.filter(file -> file.endsWith("cache-id")).toList()) {
                Files.writeString(cache, name);
            }
        }
        assertTrue(problem(docker).contains("what is no name"), problem(docker));
    }

    private Path recipe(Path docker) {
        return docker.resolve("image/overlay2/layerdb/sha256/"
                + OciLayout.digest(archives.getFirst()).substring(7) + "/tar-split.json.gz");
    }

    private void rewrite(Path docker, UnaryOperator<String> change) throws IOException {
        ByteArrayOutputStream recipe = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(recipe(docker)))) {
            in.transferTo(recipe);
        } catch (IOException damaged) {
            recipe.reset();
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(recipe(docker)))) {
            out.write(change.apply(recipe.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        }
    }
}
