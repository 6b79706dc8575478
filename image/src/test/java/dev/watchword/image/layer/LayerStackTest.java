package dev.watchword.image.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.watchword.image.ImageLimits;
import dev.watchword.testing.TarBuilder;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayerStackTest {

    private static TarBuilder shadow(String text) {
        return new TarBuilder().file("etc/shadow", text);
    }

    private static String textOf(StackFixture stack, String path) {
        List<String> texts = new ArrayList<>();
        List<String> incomplete = stack.shown(root -> texts.add(String.valueOf(Roots.textOrNull(root, path))));
        assertEquals(List.of(), incomplete);
        return texts.getFirst();
    }

    private static String only(List<String> problems) {
        assertEquals(1, problems.size(), problems.toString());
        return problems.getFirst();
    }

    @Test
    void readsEveryPacking() {
        byte[] archive = shadow("found").bytes();
        assertEquals("found", textOf(new StackFixture().blob(archive, archive), "/etc/shadow"));
        assertEquals("found", textOf(new StackFixture().blob(TarBuilder.gzip(archive), archive), "/etc/shadow"));
        assertEquals("found", textOf(new StackFixture().blob(Zstd.compress(archive), archive), "/etc/shadow"));
    }

    /** Readers that stop after the first member hide the rest. */
    @Test
    void readsEveryMemberOfAPackedLayer() {
        byte[] archive = new TarBuilder()
                .file("a", "x".repeat(1000))
                .file("etc/shadow", "found")
                .bytes();
        for (int cut : new int[] {1, 700, 1536, 2000}) {
            byte[] first = Arrays.copyOf(archive, cut);
            byte[] rest = Arrays.copyOfRange(archive, cut, archive.length);
            ByteArrayOutputStream gzip = new ByteArrayOutputStream();
            gzip.writeBytes(TarBuilder.gzip(first));
            gzip.writeBytes(TarBuilder.gzip(new byte[0]));
            gzip.writeBytes(TarBuilder.gzip(rest));
            assertEquals("found", textOf(new StackFixture().blob(gzip.toByteArray(), archive), "/etc/shadow"));
            ByteArrayOutputStream zstd = new ByteArrayOutputStream();
            zstd.writeBytes(new byte[] {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3});
            zstd.writeBytes(Zstd.compress(first));
            zstd.writeBytes(Zstd.compress(rest));
            assertEquals("found", textOf(new StackFixture().blob(zstd.toByteArray(), archive), "/etc/shadow"));
        }
    }

    @Test
    void filesThatNobodyNamedAreReadWhenAskedFor() {
        StackFixture stack = new StackFixture()
                .layer(new TarBuilder().file("opt/odd", "found").file("z", "1"));
        assertEquals("found", textOf(stack, "/opt/odd"));
        assertEquals(2, stack.opened.get());
    }

    @Test
    void longFilesAreReadWhenAskedFor() {
        String text = "root:x:\n".repeat(200_000);
        StackFixture stack = new StackFixture().layer(shadow(text));
        assertEquals(text, textOf(stack, "/etc/shadow"));
    }

    @Test
    void aLayerIsReadOnceAcrossImages() {
        StackFixture stack = new StackFixture().layer(shadow("one").file("opt/odd", "two"));
        stack.cache = LayerCache.inMemory(1 << 20);
        assertEquals("one", textOf(stack, "/etc/shadow"));
        assertEquals("one", textOf(stack, "/etc/shadow"));
        assertEquals(1, stack.opened.get());
        assertEquals("two", textOf(stack, "/opt/odd"));
        assertEquals("two", textOf(stack, "/opt/odd"));
        assertEquals(2, stack.opened.get());
    }

    @Test
    void theCacheForgetsWhatWasNotAskedForLongest() {
        StackFixture one = new StackFixture().layer(shadow("1".repeat(3_000)));
        StackFixture two = new StackFixture().layer(shadow("2".repeat(3_000)));
        one.cache = LayerCache.inMemory(4_000);
        two.cache = one.cache;
        textOf(one, "/etc/shadow");
        textOf(two, "/etc/shadow");
        textOf(two, "/etc/shadow");
        textOf(one, "/etc/shadow");
        assertEquals(2, one.opened.get());
        assertEquals(1, two.opened.get());
    }

    @Test
    void showsWhatIsAboutToBeHidden() {
        StackFixture stack = new StackFixture()
                .layer(shadow("first"))
                .layer(new TarBuilder().file("other", "1"))
                .layer(shadow("second"))
                .layer(new TarBuilder().whiteout("etc/shadow"));
        List<String> seen = new ArrayList<>();
        List<String> incomplete = stack.view(
                earlier -> seen.add(Roots.textOrNull(earlier, "/etc/shadow") + " of "
                        + earlier.layerOf("/etc/shadow").orElseThrow().number()),
                shown -> seen.add(Roots.refusal(shown, "/etc/shadow")));
        assertEquals(List.of(), incomplete);
        assertEquals(List.of("first of 1", "second of 3", "no such file"), seen);
    }

    @Test
    void showsWhatALayerItselfWritesTwice() {
        StackFixture stack = new StackFixture()
                .layer(shadow("first").file("etc/shadow", "second").file("etc/shadow", "third"));
        List<String> seen = new ArrayList<>();
        stack.view(
                earlier -> seen.add(Roots.textOrNull(earlier, "/etc/shadow")),
                shown -> seen.add(Roots.textOrNull(shown, "/etc/shadow")));
        assertEquals(List.of("first", "second", "third"), seen);
    }

    @Test
    void aLayerWithAnotherDigestHoldsNothing() {
        StackFixture wrongBlob = new StackFixture().layer(shadow("a")).layer(shadow("b"));
        wrongBlob.replaceBlob(1, TarBuilder.gzip(shadow("c").bytes()));
        List<String> seen = new ArrayList<>();
        String problem = only(wrongBlob.shown(root -> seen.add(Roots.textOrNull(root, "/etc/shadow"))));
        assertTrue(problem.contains("none of it is read"), problem);
        assertEquals(List.of("a"), seen);

        byte[] archive = shadow("b").bytes();
        StackFixture wrongArchive =
                new StackFixture().blob(TarBuilder.gzip(archive), shadow("c").bytes());
        assertTrue(only(wrongArchive.shown(root -> {})).contains("its archive do not have the digest"));
    }

    @Test
    void whatStandsBehindThePackedBytesBelongsToTheDigest() {
        byte[] archive = shadow("a").bytes();
        byte[] packed = TarBuilder.gzip(archive);
        StackFixture stack = new StackFixture().blob(packed, archive);
        stack.replaceBlob(0, Arrays.copyOf(packed, packed.length + 7));
        assertTrue(only(stack.shown(root -> {})).contains("none of it is read"));
    }

    @Test
    void aLayerThatChangesBetweenTwoReadingsIsTold() {
        StackFixture stack = new StackFixture().layer(new TarBuilder().file("opt/odd", "first"));
        List<String> seen = new ArrayList<>();
        stack.shown(root -> {
            stack.replaceBlob(
                    0, TarBuilder.gzip(new TarBuilder().file("opt/odd", "other").bytes()));
            seen.add(Roots.refusal(root, "/opt/odd"));
        });
        assertTrue(seen.getFirst().contains("digest") || seen.getFirst().contains("bytes where"), seen.toString());
    }

    @Test
    void aLongFileThatChangesBetweenTwoReadingsIsTold() {
        String text = "root:x:\n".repeat(200_000);
        StackFixture stack = new StackFixture().layer(shadow(text));
        String problem = only(stack.shown(root -> {
            stack.replaceBlob(0, TarBuilder.gzip(shadow(text.replace('x', 'y')).bytes()));
            Roots.textOrNull(root, "/etc/shadow");
        }));
        assertTrue(problem.contains("read again"), problem);
    }

    @Test
    void damagedLayersAreToldAndTheOthersRead() {
        byte[] archive = shadow("a").file("etc/passwd", "x".repeat(5_000)).bytes();
        byte[] cut = Arrays.copyOf(TarBuilder.gzip(archive), 60);
        for (byte[] blob : List.of(cut, "no archive at all".repeat(100).getBytes(), new byte[] {0x1f, (byte) 0x8b})) {
            StackFixture stack = new StackFixture().blob(blob, archive).layer(new TarBuilder().file("etc/passwd", "b"));
            List<String> seen = new ArrayList<>();
            String problem = only(stack.shown(root -> seen.add(Roots.textOrNull(root, "/etc/passwd"))));
            assertTrue(problem.startsWith("layer 1 (sha256:"), problem);
            assertEquals(List.of("b"), seen);
        }
    }

    @Test
    void holesAreNotShownAsContent() {
        StackFixture stack = new StackFixture()
                .layer(new TarBuilder()
                        .extended(
                                "GNU.sparse.major=1",
                                "GNU.sparse.minor=0",
                                "GNU.sparse.name=etc/shadow",
                                "GNU.sparse.realsize=10737418240")
                        .file("x", "1\n0\n1\n"));
        List<String> seen = new ArrayList<>();
        stack.shown(root -> seen.add(Roots.refusal(root, "/etc/shadow")));
        assertTrue(seen.getFirst().contains("holes"));
    }

    private static ImageLimits limits(String name) {
        ImageLimits d = ImageLimits.DEFAULT;
        return new ImageLimits(
                name.equals("layer_bytes") ? 400_000 : d.layerBytes(),
                name.equals("ratio") ? 10 : d.ratio(),
                name.equals("ratio") ? 10_000 : d.ratioFloorBytes(),
                name.equals("entries") ? 3 : d.entries(),
                name.equals("path_length") ? 20 : d.pathBytes(),
                name.equals("name_length") ? 20 : d.nameBytes(),
                name.equals("depth") ? 4 : d.depth(),
                name.equals("metadata") ? 50 : d.metadataBytes(),
                name.equals("links") ? 2 : d.links(),
                name.equals("layers") ? 1 : d.layers(),
                d.manifestBytes(),
                d.manifests(),
                d.keptFileBytes(),
                d.keptBytes(),
                d.fileBytes(),
                d.accounts(),
                name.equals("rereads") ? 1_000 : d.rereadBytes(),
                name.equals("views") ? 1 : d.views(),
                name.equals("time") ? Duration.ofNanos(1) : d.time());
    }

    /** Each limit ends in its name, what came before stays readable, and without the limit nothing is said. */
    private static void assertLimited(String name, String shadow, TarBuilder... layers) {
        StackFixture stack = new StackFixture();
        for (TarBuilder layer : layers) {
            stack.layer(layer);
        }
        List<String> seen = new ArrayList<>();
        stack.limits = limits(name);
        String problem = only(
                stack.view(earlier -> {}, root -> seen.add(String.valueOf(Roots.textOrNull(root, "/etc/shadow")))));
        assertTrue(problem.contains("limit " + name + ": "), problem);
        assertEquals(shadow, seen.getFirst());
        stack.limits = ImageLimits.DEFAULT;
        assertEquals(List.of(), stack.shown(root -> Roots.textOrNull(root, "/etc/shadow")));
    }

    @Test
    void everyLimitEndsInItsName() {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        TarBuilder manyBytes = shadow("1").file("noise", noise).file("zeros", new byte[8_000_000]);
        assertLimited("layer_bytes", "1", manyBytes);
        assertLimited("ratio", "1", manyBytes);
        assertLimited("entries", "1", shadow("1").file("a", "").file("b", "").file("c", ""));
        assertLimited(
                "path_length",
                "1",
                new TarBuilder().file("a/".repeat(12) + "b", "").file("etc/shadow", "1"));
        assertLimited(
                "path_length",
                "1",
                new TarBuilder().symbolicLink("a", "b".repeat(21)).file("etc/shadow", "1"));
        assertLimited(
                "name_length", "1", new TarBuilder().file("n".repeat(21), "").file("etc/shadow", "1"));
        assertLimited("depth", "1", new TarBuilder().file("a/b/c/d/e", "").file("etc/shadow", "1"));
        assertLimited("metadata", "1", shadow("1").gnuLong('L', "n".repeat(60)).file("x", ""));
        assertLimited("layers", "1", shadow("1"), shadow("2"));
        assertLimited("views", "3", shadow("1"), shadow("2"), shadow("3"));
    }

    @Test
    void linksAboveAnEntryAreBounded() {
        TarBuilder chain = shadow("1")
                .folder("real")
                .symbolicLink("a", "real")
                .symbolicLink("b", "a")
                .symbolicLink("c", "b")
                .file("c/file", "");
        assertLimited("links", "1", chain);
    }

    @Test
    void linksThatLeadDeepAreBounded() {
        TarBuilder deep = shadow("1").folder("a/b/c").symbolicLink("x", "a/b/c").file("x/d/e/f", "");
        assertLimited("depth", "1", deep);
    }

    @Test
    void timeIsBounded() {
        StackFixture stack = new StackFixture().layer(shadow("1"));
        stack.limits = limits("time");
        assertTrue(only(stack.shown(root -> {})).contains("limit time: "));
    }

    @Test
    void readingAgainIsBounded() {
        StackFixture stack = new StackFixture().layer(new TarBuilder().file("opt/odd", "x".repeat(3_000)));
        stack.limits = limits("rereads");
        assertTrue(only(stack.shown(root -> Roots.refusal(root, "/opt/odd"))).contains("limit rereads: "));
    }

    @Test
    void zstdWindowsAreBounded() {
        // a frame header that asks for a window of 2^41 bytes (RFC 8878, 3.1.1.1.2), then one raw block
        byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x00, (byte) 0xf8, 1, 0, 0};
        StackFixture stack = new StackFixture().blob(frame, new byte[0]);
        assertTrue(only(stack.shown(root -> {})).contains("packed bytes are damaged"));
    }

    /** Whiteouts can be made to walk the same folders over and over. */
    @Test
    void workIsBounded() {
        TarBuilder hostile = new TarBuilder();
        for (int i = 0; i < 20_000; i++) {
            hostile.folder("d/" + i);
            hostile.symbolicLink("l" + i, "d");
        }
        for (int i = 0; i < 20_000; i++) {
            hostile.opaque("l" + i);
        }
        StackFixture stack = new StackFixture().layer(hostile);
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertTrue(only(stack.shown(root -> {})).contains("limit steps: ")));
    }
}
