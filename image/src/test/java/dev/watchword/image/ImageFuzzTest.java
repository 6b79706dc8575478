package dev.watchword.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.watchword.image.layer.LayerCache;
import dev.watchword.image.layer.LayerStack;
import dev.watchword.image.layer.LayeredRootFs;
import dev.watchword.image.tar.TarEntry;
import dev.watchword.image.tar.TarReader;
import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Whatever bytes an image is made of, reading ends in a result or in a failure that says why, and in nothing else. */
class ImageFuzzTest {

    private static final ImageLimits LIMITS = ImageLimits.DEFAULT;

    @FuzzTest
    void tar(byte[] bytes) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(bytes), LIMITS);
        int entries = 0;
        try {
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                entries++;
                assertTrue(entry.size() >= 0 && entry.offset() >= 512, "an entry's place");
                assertTrue(entry.path().length() <= bytes.length, "an entry's path");
            }
        } catch (ImageFailure told) {
            checkTold(told);
        }
        assertTrue(entries <= bytes.length / 512 + 1, "entries");
    }

    /** The bytes as a layer, packed or not, over a layer that is in order. */
    @FuzzTest
    void layer(byte[] bytes) {
        Layer layer = new Layer(1, Optional.empty(), Optional.empty(), -1, "", "", "");
        Platform platform = new Platform("linux", "amd64", "");
        ImageConfig config = new ImageConfig(platform, List.of(), List.of(), List.of(), List.of(), List.of());
        Image image = new Image(
                "fuzz",
                Digest.ofSha256(bytes),
                config,
                List.of(layer, layer),
                which -> new ByteArrayInputStream(bytes));
        List<String> incomplete =
                LayerStack.view(image, Interest.inNames("shadow"), LayerCache.none(), LIMITS, new LayerStack.Viewer() {
                    @Override
                    public void earlier(LayeredRootFs view) {
                        look(view);
                    }

                    @Override
                    public void shown(LayeredRootFs view) {
                        look(view);
                    }
                });
        for (String reason : incomplete) {
            assertTrue(reason.chars().noneMatch(Character::isISOControl), "control character in a reason");
        }
    }

    private static void look(LayeredRootFs root) {
        for (String path : List.of("/", "/etc", "/etc/shadow", "/a", "/a/../b", "/etc/link/x")) {
            root.stat(path);
            root.list(path, 100);
            root.layerOf(path);
            if (root.open(path, FileLimits.CONFIGURATION) instanceof RootFs.Opened.File opened) {
                try (BoundedInput input = opened.input()) {
                    input.readAllBytes();
                } catch (IOException told) {
                    assertTrue(told instanceof ImageFailure, told.toString());
                }
            }
        }
    }

    @FuzzTest
    void documents(byte[] bytes) throws IOException {
        try {
            Manifests.find(
                    Digest.ofSha256(bytes),
                    bytes,
                    platform -> true,
                    LIMITS,
                    descriptor -> {
                        throw new ImageFailure("nothing else is there");
                    },
                    (name, reason) -> assertTrue(reason.length() < 1_000));
        } catch (ImageFailure told) {
            checkTold(told);
        }
    }

    @FuzzTest
    void configuration(byte[] bytes) {
        try {
            ImageConfig config = Manifests.config(bytes);
            assertEquals(3, config.createdBy(3).size());
        } catch (ImageFailure told) {
            checkTold(told);
        }
    }

    @FuzzTest
    void reference(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Optional<ImageRef> reference = ImageRef.parse(text);
        reference.ifPresent(read -> {
            assertEquals(
                    read.repository(),
                    ImageRef.parse(read.toString()).orElseThrow().repository());
            assertTrue(read.toString().chars().allMatch(c -> c > 0x20 && c < 0x7f), "plain characters only");
            assertTrue(!read.repository().contains(".."), "no way up");
        });
    }

    private static void checkTold(ImageFailure told) {
        assertTrue(told.reason().length() < 1_000, "length of a reason");
        assertTrue(told.reason().chars().noneMatch(Character::isISOControl), "control character in a reason");
    }
}
