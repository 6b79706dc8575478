package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.PlantedImages;
import dev.watchword.testing.RegistryServer;
import dev.watchword.testing.TarBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real registry, a real server and real scanners: what is planted in images is found, follows the words, and survives a scanner. */
class ImageScanIT extends ScannerSide {

    private static final String CUSTOM = "Zebra-Made-Up-77";
    private static final long MOST_KIBIBYTES = 512 << 10;

    @Test
    void findsWhatIsPlantedFollowsTheWordsAndAsksForNoLayerTwice() throws Exception {
        PlantedImages planted = new PlantedImages(home.resolve("layouts")).plantAll();
        planted.image("ours")
                .layer(PlantedImages.system(PlantedImages.crypt(CUSTOM, "$6$rounds=1000$oursours"), "*"), "")
                .write();
        planted.image("demanding")
                .layer(
                        PlantedImages.system("*", "*")
                                .file("etc/pam.d/passwd", "password required pam_pwquality.so\n")
                                .file("etc/security/pwquality.conf", "minlen = 6\nminclass = 4\nucredit = -1\n"),
                        "")
                .write();
        bomb(planted.image("bomb"));
        try (RegistryServer registry = RegistryServer.open(home.resolve("registry"));
                CountingProxy proxy = new CountingProxy(registry.host())) {
            planted.images().forEach((name, layout) -> registry.push(layout.folder(), "team/" + name + ":1"));
            String id = registry(proxy.host());
            scanner("scanner");
            JsonNode first = scanned(id, "team/*:1");
            assertEquals("incomplete", first.path("state").asText(), first::toString);
            assertEquals(1, first.path("incomplete").asInt(), jobs(first)::toString);
            assertEquals(planted.images().size(), first.path("done").asInt(), "all others, and the list");
            JsonNode bomb = jobs(first, "incomplete").path(0);
            assertEquals("team/bomb:1", bomb.path("image").asText());
            assertTrue(bomb.path("reason").asText().contains("limit "), bomb::toString);
            SortedSet<String> expected = planted.planted().stream()
                    .filter(each -> !each.contains(" other "))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(expected, found(planted));
            long listed =
                    expected.stream().filter(each -> !each.contains(" locked ")).count();
            assertEquals(listed, weak("").size());
            assertEquals(List.of(), weak("ours"));
            System.out.println("agent and helper: at most " + (peak >> 10) + " MiB");
            assertTrue(peak > 100 << 10 && peak < MOST_KIBIBYTES, () -> "KiB: " + peak);

            assertEquals(listed, statistic().path("image_weak_pwd").asInt());
            assertEquals(complexity().size(), statistic().path("pwd_policy").asInt());
            JsonNode demanding = complexity().stream()
                    .filter(each -> each.path("image_name").asText().equals("demanding"))
                    .findFirst()
                    .orElseThrow();
            assertFalse(demanding.path("min_length").asBoolean());
            assertTrue(demanding.path("uppercase_letter").asBoolean());

            proxy.forget();
            words("[\"" + CUSTOM + "\"]");
            await("the account with the new word", () -> weak("ours").equals(List.of("root")));
            await("the end of the trials", this::isQuiet);
            assertEquals(listed + 1, weak("").size());
            assertEquals(0, proxy.manifests() + untouched(proxy), "asked for: " + proxy.asked());

            words("[]");
            assertEquals(List.of(), weak("ours"), "gone with the word");
            await("the end of the second look", this::isQuiet);
            assertEquals(0, untouched(proxy), "asked for: " + proxy.asked());
            assertEquals(expected, found(planted));

            proxy.forget();
            served.root()
                    .post(
                            served.hss("/image/batch-scan"),
                            "{\"operate_all\":true,\"image_type\":\"private_image\",\"namespace\":\"team\"}")
                    .expect(200);
            await("the end of the vendor's scan", this::isQuiet);
            assertEquals(planted.images().size(), proxy.manifests(), "asked for: " + proxy.asked());
            assertEquals(0, untouched(proxy), "asked for: " + proxy.asked());
            assertEquals(expected, found(planted));
            served.api().get("/health/ready").expect(200);
            assertSealed(home.resolve("scanner/images"));
        }
    }

    /** Requests for blobs of images that were read to their end before; the bomb is not. */
    private static long untouched(CountingProxy proxy) {
        return proxy.asked().stream()
                .filter(path -> path.contains("/blobs/") && !path.contains("/team/bomb/"))
                .count();
    }

    /** Waits for the real end of a lease; ImageScansTest sees the same by a clock of its own, each time. */
    @Test
    @Tag("long")
    void takesOverFromAKilledScanner() throws Exception {
        PlantedImages planted = shop();
        try (RegistryServer registry = RegistryServer.open(home.resolve("registry"));
                CountingProxy proxy = new CountingProxy(registry.host())) {
            registry.push(planted.layout("shop").folder(), "team/shop:1");
            String id = registry(proxy.host());
            proxy.hold();
            Process first = scanner("first");
            String scan = start(id, "team/shop:1");
            await("the first scanner reads the image", () -> proxy.blobs() > 0);
            kill(first);
            assertTrue(first.waitFor(10, TimeUnit.SECONDS));
            assertEquals(1, jobs(scan, "running").size());
            proxy.release();
            long killed = System.nanoTime();
            scanner("second");
            await("the end of the lease, and of the job", this::isQuiet);
            assertTrue(System.nanoTime() - killed > TimeUnit.SECONDS.toNanos(60), "nobody takes what is leased");
            JsonNode job = jobs(scan, "done").path(0);
            assertEquals(2, job.path("attempts").asInt(), job::toString);
            assertEquals(List.of("root"), weak("shop"));
        }
    }

    @Test
    void readsAGuardedRegistryByItsSealedLogin() throws Exception {
        PlantedImages planted = shop();
        try (RegistryServer registry = RegistryServer.guarded(home.resolve("registry"), "reader", CUSTOM)) {
            registry.push(planted.layout("shop").folder(), "team/shop:1");
            String id = served.root()
                    .post(watchword("/registries"), """
                            {"name":"guarded","host":"%s","image_type":"private_image","private_addresses":true,
                             "authority":%s,"login":{"user_name":"reader","password":"%s"}}""".formatted(
                                    registry.host(), Api.quoted(Files.readString(registry.authority())), CUSTOM))
                    .expect(201)
                    .json()
                    .path("id")
                    .asText();
            scanner("scanner");
            JsonNode scan = scanned(id, "**:*");
            assertEquals("done", scan.path("state").asText(), jobs(scan)::toString);
            assertEquals(List.of("root"), weak("shop"));
            assertFalse(printed().contains(CUSTOM), "a login is printed");
        }
    }

    private PlantedImages shop() {
        PlantedImages planted = new PlantedImages(home.resolve("layouts"));
        planted.image("shop", "system root usable 1")
                .layer(PlantedImages.system(PlantedImages.weak(), "*"), "")
                .write();
        return planted;
    }

    private static void bomb(OciLayout image) throws IOException {
        byte[] header = new TarBuilder().entry('0', "zeros", "", 7L << 30).cut();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed, 64 << 10)) {
            gzip.write(header);
            for (int i = 0; i < 600; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        image.layer(packed.toByteArray(), OciLayout.digest(header), "application/vnd.oci.image.layer.v1.tar+gzip", "")
                .write();
    }

    private List<JsonNode> complexity() {
        return served.root()
                .get(served.hss("/image/baseline/password-complexity?limit=200"))
                .expect(200)
                .json()
                .path("data_list")
                .valueStream()
                .toList();
    }

    private JsonNode statistic() {
        return served.root()
                .get(served.hss("/image/baseline/statistic?image_type=private_image"))
                .expect(200)
                .json();
    }

    private void words(String words) {
        served.root()
                .post(
                        served.hss("/image/baseline/extended-weak-password"),
                        "{\"extended_weak_password\":" + words + "}")
                .expect(200);
    }

    /** What the server knows, in the form of the planted accounts; no API tells of layers. */
    private SortedSet<String> found(PlantedImages planted) throws SQLException {
        SortedSet<String> found = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection(served.database());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select i.name, f.service_type, f.user_name, f.state, f.layer"
                        + " from image_finding f join image i on i.id = f.image where f.listed")) {
            while (rows.next()) {
                found.add(String.join(
                        " ",
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        String.valueOf(planted.layer(rows.getString(1), rows.getString(5)))));
            }
        }
        return found;
    }

    private static void assertSealed(Path kept) throws IOException {
        try (Stream<Path> files = Files.list(kept)) {
            List<Path> all = files.toList();
            assertTrue(all.size() > 20, all::toString);
            for (Path file : all) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file::toString);
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(content.contains("rounds=1000") || content.contains("etc/shadow"), file::toString);
            }
        }
    }
}
