package dev.watchword.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.image.layer.LayerCache;
import dev.watchword.image.layer.LayerCodec;
import dev.watchword.image.layer.LayerStack;
import dev.watchword.image.layer.LayeredRootFs;
import dev.watchword.image.registry.ChallengeTrial;
import dev.watchword.image.registry.RegistryImages;
import dev.watchword.image.source.LocalImages;
import dev.watchword.image.source.SourceTrials;
import dev.watchword.image.tar.TarReader;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.Interest;
import dev.watchword.testing.Mutations;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.TarBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged images harm no parser: none fails otherwise than it may, hangs or fills the memory, and damage is noticed. */
class ParserMutationsTest {

    private static final ImageLimits LIMITS = ImageLimits.DEFAULT;
    private static final Platform PLATFORM = new Platform("linux", "amd64", "");

    private static final byte[] ARCHIVE = new TarBuilder()
            .folder("etc")
            .extended("path=etc/shadow", "mtime=1.5", "size=9")
            .file("x", "root:x:1\n")
            .gnuLong('L', "srv/" + "long/".repeat(30) + "name")
            .file("x", "content")
            .symbolicLink("etc/link", "../srv")
            .hardLink("etc/again", "etc/shadow")
            .whiteout("etc/passwd")
            .opaque("srv")
            .bytes();

    @TempDir
    private Path folder = Path.of("");

    /** A parser and the class that it is. */
    private record Parser(Class<?> of, Mutations.Trial trial) {}

    private Map<String, Parser> parsers() throws IOException {
        return Map.of(
                "tar", new Parser(TarReader.class, tar()),
                "layer", new Parser(LayerStack.class, layer(ARCHIVE)),
                "packed layer", new Parser(LayerStack.class, layer(TarBuilder.gzip(ARCHIVE))),
                "kept layer", new Parser(LayerCodec.class, kept()),
                "manifest", new Parser(Manifests.class, manifest()),
                "configuration", new Parser(Manifests.class, configuration()),
                "recipe", new Parser(LocalImages.class, SourceTrials.recipe()),
                "archive of images", new Parser(LocalImages.class, SourceTrials.archive(folder)),
                "challenge", new Parser(RegistryImages.class, ChallengeTrial.mutations()));
    }

    static List<String> names() {
        return List.of(
                "tar",
                "layer",
                "packed layer",
                "kept layer",
                "manifest",
                "configuration",
                "recipe",
                "archive of images",
                "challenge");
    }

    @ParameterizedTest
    @MethodSource("names")
    void survivesThousandsOfMutations(String name) throws IOException {
        mutate(name, 3_000);
    }

    @ParameterizedTest
    @MethodSource("names")
    @Tag("long")
    void survivesAHundredThousandMutations(String name) throws IOException {
        mutate(name, 100_000);
    }

    private void mutate(String name, int times) throws IOException {
        Parser parser = parsers().get(name);
        if (parser == null) {
            throw new AssertionError("no parser " + name);
        }
        int refused = Mutations.survive(times, parser.trial());
        assertTrue(refused > times / 100 && refused < times, "only " + refused + " of " + times + " were refused");
    }

    @Test
    void everyPackageThatReadsIsMeasured() throws Exception {
        Set<String> measured = parsers().values().stream()
                .map(parser -> parser.of().getPackageName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(packages(), measured);
        assertEquals(Set.copyOf(names()), parsers().keySet());
    }

    /** Those of this room, as they were compiled. */
    private static Set<String> packages() throws Exception {
        Path classes = Path.of(
                Image.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes.resolve("dev/watchword/image"))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> classes.relativize(file.getParent()).toString().replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Mutations.Trial tar() {
        return random -> {
            TarReader reader = new TarReader(new ByteArrayInputStream(Mutations.damaged(ARCHIVE, random)), LIMITS);
            try {
                int entries = 0;
                while (reader.next() != null) {
                    entries++;
                }
                return entries == 7;
            } catch (ImageFailure told) {
                return false;
            }
        };
    }

    private static Mutations.Trial layer(byte[] sound) {
        Layer layer = new Layer(1, Optional.empty(), Optional.empty(), -1, "", "", "");
        ImageConfig config = new ImageConfig(PLATFORM, List.of(), List.of(), List.of(), List.of(), List.of());
        return random -> {
            byte[] bad = Mutations.damaged(sound, random);
            Image image = new Image(
                    "damaged", Digest.ofSha256(bad), config, List.of(layer), which -> new ByteArrayInputStream(bad));
            return LayerStack.view(image, Interest.inNames("shadow"), LayerCache.none(), LIMITS, new Looking())
                    .isEmpty();
        };
    }

    private static final class Looking implements LayerStack.Viewer {
        @Override
        public void earlier(LayeredRootFs view) {
            shown(view);
        }

        @Override
        public void shown(LayeredRootFs view) {
            view.list("/etc", 100);
            view.stat("/etc/link/x");
            view.open("/etc/shadow", FileLimits.CONFIGURATION);
        }
    }

    private static Mutations.Trial kept() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LayerCache cache = LayerCache.inMemory(1 << 20);
        Digest digest = Digest.ofSha256(ARCHIVE);
        Layer layer = new Layer(1, Optional.of(digest), Optional.of(digest), ARCHIVE.length, "", "", "");
        ImageConfig config = new ImageConfig(PLATFORM, List.of(), List.of(), List.of(), List.of(), List.of());
        Image image = new Image("sound", digest, config, List.of(layer), which -> new ByteArrayInputStream(ARCHIVE));
        LayerStack.view(image, Interest.inNames("shadow"), cache, LIMITS, new Looking());
        LayerCodec.write(cache.get(digest).orElseThrow(), out);
        byte[] sound = out.toByteArray();
        return random -> {
            try {
                LayerCodec.read(new ByteArrayInputStream(Mutations.damaged(sound, random)));
                return true;
            } catch (IOException told) {
                return false;
            }
        };
    }

    private static Mutations.Trial manifest() {
        String digest = OciLayout.digest(ARCHIVE);
        byte[] sound = ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                        + OciLayout.descriptor("application/vnd.oci.image.config.v1+json", digest, 100)
                        + ",\"layers\":["
                        + OciLayout.descriptor("application/vnd.oci.image.layer.v1.tar+gzip", digest, 9) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        return random -> {
            byte[] bad = Mutations.damaged(sound, random);
            try {
                return !Manifests.find(
                                Digest.ofSha256(bad),
                                bad,
                                platform -> true,
                                LIMITS,
                                descriptor -> {
                                    throw new ImageFailure("nothing else is there");
                                },
                                (name, reason) -> {})
                        .isEmpty();
            } catch (ImageFailure told) {
                return false;
            }
        };
    }

    private static Mutations.Trial configuration() {
        byte[] sound =
                ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{\"Env\":[\"A=1\"],\"Labels\":{\"b\":\"2\"},"
                                + "\"Cmd\":[\"sh\"]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                                + OciLayout.digest(ARCHIVE)
                                + "\"]},\"history\":[{\"created_by\":\"COPY\"},{\"empty_layer\":true}]}")
                        .getBytes(StandardCharsets.UTF_8);
        return random -> {
            try {
                return Manifests.config(Mutations.damaged(sound, random))
                                .diffIds()
                                .size()
                        == 1;
            } catch (ImageFailure told) {
                return false;
            }
        };
    }
}
