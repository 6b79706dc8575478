package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.PlantedImages;
import dev.watchword.testing.RegistryServer;
import dev.watchword.testing.TarBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Images and registries that mean harm, read by a real scanner: each ends in time and memory, says by what limit or why through the API, and
 * the image beside them is read as ever.
 */
class HostileImagesIT extends ScannerSide {

    private static final long MOST_KIBIBYTES = 512 << 10;
    private static final long MOST_SECONDS = 60;
    private static final String GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";
    private static final int MEBIBYTES = 600;

    @Test
    void everyBombEndsWithItsLimitAndHarmsNobody() throws Exception {
        PlantedImages planted = new PlantedImages(home.resolve("layouts"));
        Map<String, String> expected = new LinkedHashMap<>();
        layer(planted, expected, "gzip", "limit ratio", gzipBomb(), GZIP);
        layer(planted, expected, "zstd", "limit ratio", zstdBomb(), ZSTD);
        layer(planted, expected, "entries", "limit entries", manyEntries(600_000), GZIP);
        expected.put("depth", "limit depth");
        planted.image("depth")
                .layer(
                        new TarBuilder()
                                .extended("path=" + "a/".repeat(200) + "shadow")
                                .file("x", "root:x"),
                        "")
                .write();
        expected.put("name", "limit name_length");
        planted.image("name")
                .layer(new TarBuilder().extended("path=etc/" + "n".repeat(300)).file("x", ""), "")
                .write();
        expected.put("links", "more than 40 symbolic links");
        planted.image("links")
                .layer(
                        new TarBuilder()
                                .symbolicLink("etc", "loop")
                                .symbolicLink("loop", "etc")
                                .file("etc/shadow", "root::1:0:99999:7:::\n"),
                        "")
                .write();
        expected.put("liar", "digest");
        planted.image("liar")
                .layer(new TarBuilder().file("etc/liar", "true"), "")
                .write();
        expected.put("cut", "");
        planted.image("cut")
                .layer(new TarBuilder().file("etc/cut", "all of it"), "")
                .write();
        planted.image("shop", "system root usable 1")
                .layer(PlantedImages.system(PlantedImages.weak(), "*"), "")
                .write();
        try (RegistryServer registry = RegistryServer.open(home.resolve("registry"))) {
            for (Map.Entry<String, OciLayout> image : planted.images().entrySet()) {
                registry.push(image.getValue().folder(), "team/" + image.getKey() + ":1");
            }
            // a registry checks what it is given; what it has on its disk it hands out
            byte[] lie =
                    TarBuilder.gzip(new TarBuilder().file("etc/liar", "true").bytes());
            // its time, which unpacking does not look at (RFC 1952, 2.3)
            lie[4] ^= 1;
            overwrite(planted.layout("liar").layerDigest(1), lie);
            overwrite(planted.layout("cut").layerDigest(1), new byte[] {0x1f, (byte) 0x8b, 8});
            String id = registry(registry.host());
            scanner("scanner");
            Map<String, String> scans = started(id, expected.keySet());
            String good = start(id, "team/shop:1");
            awaitEnds(scans);
            assertEquals(1, jobs(good, "done").size());
            for (Map.Entry<String, String> each : scans.entrySet()) {
                String reason = jobs(each.getValue(), "incomplete")
                        .path(0)
                        .path("reason")
                        .asText();
                System.out.println(each.getKey() + ": " + reason);
                String part = expected.getOrDefault(each.getKey(), "");
                assertTrue(!reason.isEmpty() && reason.contains(part), () -> each.getKey() + ": " + reason);
            }
            assertEquals(List.of("root"), weak("shop"));
            served.api().get("/health/ready").expect(200);
            System.out.println("agent and helper: at most " + (peak >> 10) + " MiB");
            assertTrue(peak > 50 << 10 && peak < MOST_KIBIBYTES, () -> "KiB: " + peak);
        }
    }

    @Test
    void aRegistryThatLiesOrStallsIsToldAndLeft() throws Exception {
        try (HostileRegistry registry = new HostileRegistry()) {
            String id = registry(registry.host());
            scanner("scanner");
            Map<String, String> expected = new LinkedHashMap<>();
            expected.put("garbage", "");
            expected.put("deep", "");
            expected.put("size", "");
            expected.put("swapped", "digest");
            expected.put("metadata", "");
            expected.put("large", "limit manifest_bytes");
            expected.put("layers", "limit layers");
            expected.put("stalled", "");
            Map<String, String> scans = started(id, expected.keySet());
            awaitEnds(scans);
            for (Map.Entry<String, String> each : scans.entrySet()) {
                JsonNode job = jobs(each.getValue()).path(0);
                String state = job.path("state").asText();
                String reason = job.path("reason").asText();
                System.out.println(each.getKey() + ": " + state + ": " + reason);
                assertTrue(List.of("incomplete", "failed").contains(state), () -> each.getKey() + ": " + job);
                String part = expected.getOrDefault(each.getKey(), "");
                assertTrue(!reason.isEmpty() && reason.contains(part), () -> each.getKey() + ": " + job);
            }
            assertEquals(List.of(), registry.followed(), "nobody went where the registry sent him");
            served.api().get("/health/ready").expect(200);
            assertTrue(peak < MOST_KIBIBYTES, () -> "KiB: " + peak);
        }
    }

    private Map<String, String> started(String registry, Set<String> images) {
        Map<String, String> scans = new LinkedHashMap<>();
        images.forEach(image -> scans.put(image, start(registry, "team/" + image + ":1")));
        return scans;
    }

    /** All of them together in the time that each may take. */
    private void awaitEnds(Map<String, String> scans) throws Exception {
        long begin = System.nanoTime();
        await("the end of all scans", this::isQuiet);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        System.out.println(scans.size() + " images: " + seconds + " s");
        assertTrue(seconds < MOST_SECONDS * scans.size(), () -> "they took " + seconds + " s");
    }

    private JsonNode jobs(String scan) {
        return served.root()
                .get(watchword("/images/scans/" + scan + "/jobs?limit=200"))
                .expect(200)
                .json()
                .path("data_list");
    }

    private static void layer(
            PlantedImages planted,
            Map<String, String> expected,
            String name,
            String limit,
            byte[] packed,
            String mediaType) {
        expected.put(name, limit);
        planted.image(name)
                .layer(packed, OciLayout.digest(packed), mediaType, "")
                .write();
    }

    private void overwrite(String digest, byte[] content) throws IOException {
        String hex = digest.substring("sha256:".length());
        Path blob = home.resolve("registry/images/docker/registry/v2/blobs/sha256")
                .resolve(hex.substring(0, 2))
                .resolve(hex)
                .resolve("data");
        assertTrue(Files.exists(blob), blob::toString);
        Files.write(blob, content);
    }

    private static byte[] gzipBomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed, 64 << 10)) {
            gzip.write(new TarBuilder().entry('0', "zeros", "", 7L << 30).cut());
            for (int i = 0; i < MEBIBYTES; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        return packed.toByteArray();
    }

    /** A frame whose blocks say that a zero is repeated 128 Ki times, four bytes each (RFC 8878, 3.1.1.2). */
    private static byte[] zstdBomb() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] header = new TarBuilder().entry('0', "zeros", "", 7L << 30).cut();
        packed.writeBytes(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0x50});
        block(packed, 0, header.length);
        packed.writeBytes(header);
        for (int i = 0; i < MEBIBYTES * 8; i++) {
            block(packed, 1, 128 << 10);
            packed.write(0);
        }
        return packed.toByteArray();
    }

    private static void block(ByteArrayOutputStream out, int type, int size) {
        int header = type << 1 | size << 3;
        out.write(header);
        out.write(header >> 8);
        out.write(header >> 16);
    }

    private static byte[] manyEntries(int count) throws IOException {
        byte[] block = new TarBuilder().file("0000000", "").cut();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed, 64 << 10)) {
            for (int i = 0; i < count; i++) {
                byte[] name = String.format(Locale.ROOT, "%07d", i).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(name, 0, block, 0, name.length);
                gzip.write(checked(block));
            }
        }
        return packed.toByteArray();
    }

    /** With the sum of its bytes, as if the field of the sum were blanks (pax(1)). */
    private static byte[] checked(byte[] header) {
        int sum = 8 * ' ';
        for (int i = 0; i < header.length; i++) {
            sum += i >= 148 && i < 156 ? 0 : header[i] & 0xff;
        }
        byte[] digits = String.format(Locale.ROOT, "%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, header, 148, digits.length);
        return header;
    }
}
