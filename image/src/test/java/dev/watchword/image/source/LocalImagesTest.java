package dev.watchword.image.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.image.Image;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.ImageSource;
import dev.watchword.image.Platform;
import dev.watchword.testing.Command;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.TarBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalImagesTest {

    @TempDir
    Path work;

    private OciLayout layout;

    @BeforeEach
    void beginLayout() {
        layout = OciLayout.in(work.resolve("layout"));
    }

    private static TarBuilder archive(String text) {
        return new TarBuilder().file("etc/shadow", text);
    }

    private static LocalImages open(Path place) throws IOException {
        return LocalImages.open(place, ImageLimits.DEFAULT, platform -> true);
    }

    private static Image only(LocalImages images) {
        assertEquals(1, images.images().size(), images.images().toString());
        return assertInstanceOf(
                        ImageSource.Found.Readable.class, images.images().getFirst())
                .image();
    }

    private static String refusal(Path place) throws IOException {
        try (LocalImages images = open(place)) {
            return assertInstanceOf(
                            ImageSource.Found.Refused.class, images.images().getFirst())
                    .reason();
        }
    }

    private static int layerBytes(Image image, int place) throws IOException {
        try (InputStream in = image.blobs().open(image.layers().get(place))) {
            return in.readAllBytes().length;
        }
    }

    @Test
    void readsALayoutInAFolder() throws IOException {
        String digest = layout.layer(archive("one"), "ADD one")
                .history("ENV A=b")
                .layer(archive("two"), "RUN two")
                .environment("A=b")
                .write();
        try (LocalImages images = open(layout.folder())) {
            Image image = only(images);
            assertEquals(digest, image.digest().toString());
            assertEquals(List.of("A=b"), image.config().environment());
            assertEquals(2, image.layers().size());
            assertEquals("RUN two", image.layers().get(1).createdBy());
            assertEquals(image.layers().get(0).size(), layerBytes(image, 0));
        }
    }

    @Test
    void readsALayoutInAnArchiveHoweverItIsPacked() throws IOException {
        layout.layer(archive("one"), "ADD one").write();
        Path tar = work.resolve("layout.tar");
        Command.of("tar", "-cf", tar.toString(), "-C", layout.folder().toString(), ".")
                .runOrFail();
        Path gzip = Files.write(work.resolve("layout.tar.gz"), TarBuilder.gzip(Files.readAllBytes(tar)));
        for (Path file : List.of(tar, gzip)) {
            try (LocalImages images = open(file)) {
                Image image = only(images);
                assertEquals(image.layers().get(0).size(), layerBytes(image, 0), file.toString());
            }
        }
    }

    @Test
    void readsWhatDockerSaves() throws IOException {
        byte[] one = archive("one").bytes();
        byte[] config = config(OciLayout.digest(one), OciLayout.digest(one));
        String name = OciLayout.digest(config).substring(7) + ".json";
        String list = "[{\"Config\":\"" + name + "\",\"RepoTags\":[\"shop:1\"],"
                + "\"Layers\":[\"a/layer.tar\",\"b/layer.tar\"]}]";
        Path file = Files.write(
                work.resolve("saved.tar"),
                new TarBuilder()
                        .file(name, config)
                        .file("a/layer.tar", one)
                        .symbolicLink("b/layer.tar", "../a/layer.tar")
                        .file("manifest.json", list)
                        .bytes());
        try (LocalImages images = open(file)) {
            Image image = only(images);
            assertEquals(file + " shop:1", image.name());
            assertEquals(OciLayout.digest(one), image.layers().get(1).name());
            assertEquals(one.length, layerBytes(image, 1));
        }
    }

    private static byte[] config(String... diffIds) {
        return ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                        + String.join("\",\"", diffIds) + "\"]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsTheContentStoreOfContainerd() throws IOException {
        String digest = layout.layer(archive("one"), "ADD one").write();
        layout.blob("{\"not\":\"a manifest\"}".getBytes(StandardCharsets.UTF_8));
        Files.delete(layout.folder().resolve("index.json"));
        try (LocalImages images = open(layout.folder())) {
            assertEquals(digest, only(images).digest().toString());
        }
    }

    @Test
    void choosesThePlatformsOfAnIndex() throws IOException {
        byte[] amd = layout.layer(archive("one"), "").manifest().getBytes(StandardCharsets.UTF_8);
        OciLayout other = OciLayout.in(layout.folder()).architecture("arm64");
        byte[] arm = other.layer(archive("two"), "").manifest().getBytes(StandardCharsets.UTF_8);
        layout.index("[" + on("amd64", layout.blob(amd), amd.length) + "," + on("arm64", layout.blob(arm), arm.length)
                + "," + on("unknown", layout.blob(arm), arm.length) + "]");
        Platform wanted = Platform.parse("linux/arm64").orElseThrow();
        try (LocalImages images = LocalImages.open(layout.folder(), ImageLimits.DEFAULT, wanted::covers)) {
            assertEquals("arm64", only(images).config().platform().architecture());
        }
        Platform none = Platform.parse("linux/s390x").orElseThrow();
        try (LocalImages images = LocalImages.open(layout.folder(), ImageLimits.DEFAULT, none::covers)) {
            assertTrue(images.images().toString().contains("no image for the platform"));
        }
    }

    private static String on(String architecture, String digest, int size) {
        String found = OciLayout.descriptor("application/vnd.oci.image.manifest.v1+json", digest, size);
        return found.substring(0, found.length() - 1) + ",\"platform\":{\"os\":\"linux\",\"architecture\":\""
                + architecture + "\"}}";
    }

    @Test
    void oneBadImageLeavesTheOthers() throws IOException {
        byte[] good = layout.layer(archive("one"), "").manifest().getBytes(StandardCharsets.UTF_8);
        String type = "application/vnd.oci.image.manifest.v1+json";
        layout.index("[" + OciLayout.descriptor(type, OciLayout.digest(new byte[1]), 1) + ","
                + OciLayout.descriptor(type, layout.blob(good), good.length) + "]");
        try (LocalImages images = open(layout.folder())) {
            assertInstanceOf(ImageSource.Found.Refused.class, images.images().get(0));
            assertInstanceOf(ImageSource.Found.Readable.class, images.images().get(1));
        }
    }

    @Test
    void documentsAreVerified() throws IOException {
        String digest = layout.layer(archive("one"), "").write();
        Path manifest = layout.folder().resolve("blobs/sha256").resolve(digest.substring(7));
        Files.writeString(manifest, Files.readString(manifest).replace("\"schemaVersion\":2", "\"schemaVersion\":3"));
        assertTrue(refusal(layout.folder()).contains("does not have the digest"));
    }

    @Test
    void refusesDocumentsThatCouldBeTwoThings() throws IOException {
        layout.write();
        Path index = layout.folder().resolve("index.json");
        String[] documents = {
            "{\"manifests\":[],\"layers\":[]}",
            "{\"fsLayers\":[]}",
            "{\"manifests\":{}}",
            "{\"manifests\":[{\"digest\":\"sha256:../../x\",\"size\":1}]}",
            "{\"manifests\":[{\"digest\":\"" + OciLayout.digest(new byte[0]) + "\"}]}",
            "{\"manifests\":[],\"manifests\":[]}",
            "[]",
            "{\"manifests\":[]} {}",
            "[".repeat(10_000),
            "",
        };
        String[] reasons = {
            "at once",
            "no index and no manifest",
            "no list",
            "no digest",
            "without a size",
            "JSON",
            "JSON",
            "JSON",
            "JSON",
            "JSON"
        };
        for (int i = 0; i < documents.length; i++) {
            Files.writeString(index, documents[i]);
            String reason = refusal(layout.folder());
            assertTrue(reason.contains(reasons[i]), documents[i] + ": " + reason);
        }
    }

    @Test
    void indexesThatNestForeverEnd() throws IOException {
        String inner =
                OciLayout.descriptor("x", layout.blob("{\"manifests\":[]}".getBytes(StandardCharsets.UTF_8)), 16);
        for (int i = 0; i < 8; i++) {
            byte[] index = ("{\"manifests\":[" + inner + "]}").getBytes(StandardCharsets.UTF_8);
            inner = OciLayout.descriptor("x", layout.blob(index), index.length);
        }
        layout.index("[" + inner + "]");
        assertTrue(refusal(layout.folder()).contains("limit manifests"));
    }

    /** 30,000 times 30,000 times 30,000 ways to nothing. */
    @Test
    void indexesThatNameOneChildVeryOftenEnd() throws IOException {
        byte[] nothing = "{\"manifests\":[]}".getBytes(StandardCharsets.UTF_8);
        String child = OciLayout.descriptor("x", layout.blob(nothing), nothing.length);
        for (int i = 0; i < 2; i++) {
            byte[] index = ("{\"manifests\":[" + String.join(",", Collections.nCopies(5_000, child)) + "]}")
                    .getBytes(StandardCharsets.UTF_8);
            child = OciLayout.descriptor("x", layout.blob(index), index.length);
        }
        layout.index("[" + String.join(",", Collections.nCopies(5_000, child)) + "]");
        String reason = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> refusal(layout.folder()));
        assertTrue(reason.contains("no image is named"), reason);
    }

    @Test
    void indexesThatNameVeryManyDocumentsEnd() throws IOException {
        List<String> children = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            byte[] nothing = ("{\"manifests\":[],\"x\":" + i + "}").getBytes(StandardCharsets.UTF_8);
            children.add(OciLayout.descriptor("x", layout.blob(nothing), nothing.length));
        }
        layout.index("[" + String.join(",", children) + "]");
        assertTrue(refusal(layout.folder()).contains("limit manifests"));
    }

    @Test
    void linksOfAnArchiveAreBounded() throws IOException {
        Path tar = Files.write(
                work.resolve("links.tar"),
                new TarBuilder()
                        .gnuLong('K', "x".repeat(1 << 19))
                        .symbolicLink("index.json", "x")
                        .bytes());
        assertTrue(assertThrows(ImageFailure.class, () -> open(tar)).reason().contains("limit path_length"));
    }

    /** As a layer's: a gigabyte of zeros from a megabyte. */
    @Test
    void aPackedArchiveMayNotGrowWithoutEnd() throws IOException {
        byte[] zeros = new byte[300 << 20];
        Path tar = Files.write(
                work.resolve("bomb.tar.gz"),
                TarBuilder.gzip(new TarBuilder().file("big", zeros).bytes()));
        assertTrue(assertThrows(ImageFailure.class, () -> open(tar)).reason().contains("limit ratio"));
    }

    @Test
    void documentsAreBounded() throws IOException {
        layout.write();
        Files.writeString(layout.folder().resolve("index.json"), " ".repeat((4 << 20) + 1));
        assertTrue(assertThrows(ImageFailure.class, () -> open(layout.folder()))
                .reason()
                .contains("limit manifest_bytes"));
    }

    @Test
    void nothingOutsideTheFolderIsRead() throws IOException {
        String digest = layout.layer(archive("one"), "").write();
        Path manifest = layout.folder().resolve("blobs/sha256").resolve(digest.substring(7));
        Path outside = Files.move(manifest, work.resolve("outside.json"));
        Files.createSymbolicLink(manifest, outside);
        assertTrue(refusal(layout.folder()).contains("is not there"));
    }

    @Test
    void refusesWhatHoldsNoImage() throws IOException {
        Path text = Files.writeString(work.resolve("text"), "no archive at all".repeat(100));
        Path empty = Files.write(work.resolve("empty"), new byte[0]);
        for (Path place : List.of(text, empty, work, Path.of("/dev/null"), work.resolve("none"))) {
            assertThrows(ImageFailure.class, () -> open(place), place.toString());
        }
    }

    @Test
    void aCutArchiveIsRefused() throws IOException {
        layout.layer(archive("one"), "ADD one").write();
        Path tar = work.resolve("layout.tar");
        Command.of("tar", "-cf", tar.toString(), "-C", layout.folder().toString(), ".")
                .runOrFail();
        byte[] bytes = Files.readAllBytes(tar);
        Files.write(tar, java.util.Arrays.copyOf(bytes, 1_500));
        assertThrows(ImageFailure.class, () -> open(tar));
    }
}
