package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.database.Dialect;
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
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real registry, a real server and real scanners: what is planted in images is found, follows the words, and survives a scanner. */
class ImageScanIT {

    private static final Path BUILT =
            Path.of("..", "cli", "target", "watchword").toAbsolutePath().normalize();
    private static final String CUSTOM = "Zebra-Made-Up-77";
    private static final long MOST_KIBIBYTES = 512 << 10;

    @TempDir
    private Path home = Path.of("");

    private final ServedWatchword served = ServedWatchword.on(Dialect.SQLITE);
    private final List<Process> started = new ArrayList<>();
    private long peak;

    @AfterEach
    void end() {
        started.forEach(ImageScanIT::kill);
        served.close();
    }

    /** The agent and what it started. */
    private static void kill(Process agent) {
        List<ProcessHandle> below = agent.descendants().toList();
        agent.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }

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

    @Test
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
            // what two minutes without a renewal do
            sql("update image_job set leased_until = 1 where state = 'running'");
            proxy.release();
            scanner("second");
            await("the end", this::isQuiet);
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

    private String registry(String host) {
        return served.root()
                .post(watchword("/registries"), """
                        {"name":"registry","host":"%s","image_type":"private_image","registry_type":"SwrPrivate",
                         "plain_http":true,"private_addresses":true}""".formatted(host))
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    private String start(String registry, String image) {
        return served.root()
                .post(
                        watchword("/images/scans"),
                        "{\"registry_id\":\"" + registry + "\",\"images\":[\"" + image + "\"]}")
                .expect(202)
                .json()
                .path("id")
                .asText();
    }

    private JsonNode scanned(String registry, String image) throws Exception {
        String id = start(registry, image);
        await("the end of the scan", this::isQuiet);
        return served.root().get(watchword("/images/scans/" + id)).expect(200).json();
    }

    private JsonNode jobs(JsonNode scan, String state) {
        return jobs(scan.path("id").asText(), state);
    }

    private JsonNode jobs(JsonNode scan) {
        return served.root()
                .get(watchword("/images/scans/" + scan.path("id").asText() + "/jobs?limit=200"))
                .expect(200)
                .json();
    }

    private JsonNode jobs(String scan, String state) {
        return served.root()
                .get(watchword("/images/scans/" + scan + "/jobs?limit=200&state=" + state))
                .expect(200)
                .json()
                .path("data_list");
    }

    /** Whether nothing waits or runs. */
    private boolean isQuiet() {
        return served.root()
                .get(watchword("/images/scans?limit=200"))
                .expect(200)
                .json()
                .path("data_list")
                .valueStream()
                .allMatch(scan ->
                        scan.path("waiting").asInt() + scan.path("running").asInt() == 0);
    }

    /** The names of the weak accounts of an image, or of all. */
    private List<String> weak(String image) {
        return served.root()
                .get(served.hss(
                        "/image/baseline/weak-password-users?image_type=private_image&limit=200&image_name=" + image))
                .expect(200)
                .json()
                .path("data_list")
                .valueStream()
                .map(each -> each.path("user_name").asText())
                .toList();
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

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(served.database());
                Statement sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        }
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

    /** The largest resident memory of an agent and its helper together, KiB (proc(5), VmHWM). */
    private static long peak(Process agent) {
        return Stream.concat(Stream.of(agent.toHandle()), agent.descendants())
                .mapToLong(process -> peak(process.pid()))
                .sum();
    }

    private static long peak(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    private String watchword(String rest) {
        return "/v1/watchword/" + served.bootstrap().projectId() + rest;
    }

    /** An enrolled scanner that runs, on a machine of its own. */
    private Process scanner(String name) throws Exception {
        Path root = home.resolve(name + ".root");
        write(root.resolve("etc/machine-id"), String.format("%032x\n", name.hashCode() & 0xffffffffL));
        write(root.resolve("etc/hostname"), name + "\n");
        JsonNode token = served.root()
                .post(watchword("/enrolment-tokens"), "{\"role\":\"scanner\"}")
                .expect(201)
                .json();
        Path file = home.resolve(name + ".token");
        write(file, token.path("token").asText() + "\n");
        List<String> place = List.of("--state", home.resolve(name).toString(), "--root", root.toString());
        List<String> enrol = new ArrayList<>(List.of("enrol", "--server", served.endpoint()));
        enrol.addAll(place);
        enrol.addAll(List.of("--token-file", file.toString(), "--server-key"));
        enrol.add(token.path("server_key_fingerprint").asText());
        Process enrolling = start(List.of(), enrol);
        assertTrue(enrolling.waitFor(120, TimeUnit.SECONDS));
        assertEquals(0, enrolling.exitValue(), this::printed);
        List<String> run = new ArrayList<>(List.of("run", "--heartbeat", "5", "--cpu-share", "100"));
        run.addAll(List.of("--budget", "1s,3s", "--image-cpu-share", "100", "--image-address", "127.0.0.0/8"));
        run.addAll(place);
        return start(List.of("-Xmx48m"), run);
    }

    private Process start(List<String> flags, List<String> words) throws IOException {
        List<String> line = new ArrayList<>(List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        line.addAll(flags);
        line.addAll(List.of("-cp", BUILT + "/*", "dev.watchword.cli.AgentMain"));
        line.addAll(words);
        Process process = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("out").toFile()))
                .start();
        started.add(process);
        return process;
    }

    private void await(String what, BooleanSupplier isSo) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> what + " did not come:\n" + printed());
            peak = Math.max(
                    peak, started.stream().mapToLong(ImageScanIT::peak).max().orElse(0));
            Thread.sleep(200);
        }
    }

    private String printed() {
        try {
            return Files.readString(home.resolve("out"));
        } catch (IOException e) {
            return "nothing";
        }
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, content);
    }
}
