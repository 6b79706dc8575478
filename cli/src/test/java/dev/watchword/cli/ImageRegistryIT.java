package dev.watchword.cli;

import static dev.watchword.testing.PlantedImages.PASSWD;
import static dev.watchword.testing.PlantedImages.STRONG;
import static dev.watchword.testing.PlantedImages.WEAK;
import static dev.watchword.testing.PlantedImages.shadow;
import static dev.watchword.testing.PlantedImages.system;
import static dev.watchword.testing.PlantedImages.weak;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import dev.watchword.testing.Command;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.PlantedImages;
import dev.watchword.testing.RegistryServer;
import dev.watchword.testing.TarBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in a real registry, put there by skopeo: every planted account is found with its layer, and no other. */
class ImageRegistryIT {

    private static final String TAR = "application/vnd.oci.image.layer.v1.tar";

    @TempDir
    private Path work = Path.of("");

    private PlantedImages planted() {
        return new PlantedImages(work.resolve("layouts"));
    }

    private static void plantPackings(PlantedImages planted) {
        byte[] archive = system(weak(), "*").bytes();
        String digest = OciLayout.digest(archive);
        planted.image("plain", "system root usable 1")
                .layer(archive, digest, TAR, "")
                .write();
        planted.image("zstd", "system root usable 1")
                .layer(Zstd.compress(archive), digest, TAR + "+zstd", "")
                .write();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.writeBytes(TarBuilder.gzip(Arrays.copyOf(archive, 1_000)));
        members.writeBytes(TarBuilder.gzip(Arrays.copyOfRange(archive, 1_000, archive.length)));
        planted.image("members", "system root usable 1")
                .layer(members.toByteArray(), digest, TAR + "+gzip", "")
                .write();
        planted.image("symlink", "system root usable 1")
                .layer(
                        new TarBuilder()
                                .file("etc/passwd", PASSWD)
                                .file("data/users", shadow(weak(), "*"))
                                .symbolicLink("etc/shadow", "/data/users"),
                        "")
                .write();
        planted.image("hardlink", "system root usable 1")
                .layer(
                        new TarBuilder()
                                .file("etc/passwd", PASSWD)
                                .file("data/users", shadow(weak(), "*"))
                                .hardLink("etc/shadow", "data/users"),
                        "")
                .write();
        planted.image("below-a-link", "system root usable 2")
                .layer(system("*", "*").symbolicLink("srv", "/etc"), "")
                .layer(new TarBuilder().file("srv/shadow", shadow(weak(), "*")), "")
                .write();
    }

    private List<String> words(List<String> references, String... more) {
        List<String> words = new ArrayList<>(List.of("scan", "--memory", "none"));
        words.addAll(List.of("--budget", "1s,2m", "--allow-address", "127.0.0.0/8", "--platform", "linux/amd64"));
        if (!List.of(more).contains("--format")) {
            words.addAll(List.of("--format", "json"));
        }
        references.forEach(reference -> words.addAll(List.of("--image", reference)));
        words.addAll(List.of(more));
        return words;
    }

    private static CommandRun run(List<String> words) {
        return CommandRun.inProcess(words.toArray(String[]::new));
    }

    private static String text(JsonNode node, String field) {
        return JsonScan.text(node, field);
    }

    @Test
    void findsEveryPlantedAccountWithItsLayerAndNoOther() throws IOException {
        PlantedImages planted = planted().plantAll();
        plantPackings(planted);
        assertTrue(planted.images().size() >= 20, "images: " + planted.images().size());
        try (RegistryServer registry = RegistryServer.open(work.resolve("registry"))) {
            Map<String, String> names = new HashMap<>();
            planted.images()
                    .forEach((name, layout) -> names.put(registry.push(layout.folder(), "team/" + name + ":1"), name));
            CommandRun run = run(words(List.copyOf(names.keySet()), "--plain-http", "--registry-login", "none"));
            assertEquals(Exit.DONE, run.exit(), run.errText() + run.outText());
            JsonScan scan = run.scan();
            TreeSet<String> found = new TreeSet<>();
            for (JsonNode finding : scan.passwordFindings()) {
                String name = Objects.requireNonNull(names.get(text(finding, "image")));
                found.add(name + " " + text(finding, "service_type") + " " + text(finding, "user_name") + " "
                        + text(finding, "state") + " " + planted.layer(name, text(finding, "layer")));
            }
            assertEquals(planted.planted(), found);
            assertFalse(run.outText().contains(WEAK), "a password is shown");
            assertFalse(run.outText().contains(STRONG), "a password is shown");
            assertTrue(run.outText().contains("RUN echo ...; chpasswd ..."));
        }
    }

    @Test
    void asksAGuardedRegistryByItsAuthorityAndLogin() throws IOException {
        PlantedImages planted = planted();
        planted.image("shop").layer(system(weak(), "*"), "").write();
        try (RegistryServer registry = RegistryServer.guarded(work.resolve("registry"), "reader", STRONG)) {
            String reference = registry.push(planted.layout("shop").folder(), "team/shop:1");
            Path login = work.resolve("config.json");
            String basic = Base64.getEncoder().encodeToString(("reader:" + STRONG).getBytes(StandardCharsets.UTF_8));
            Files.writeString(login, "{\"auths\":{\"" + registry.host() + "\":{\"auth\":\"" + basic + "\"}}}");
            String authority = registry.authority().toString();
            CommandRun good = run(words(
                    List.of(reference),
                    "--registry-ca",
                    authority,
                    "--registry-login",
                    login.toString(),
                    "--fail-on-findings"));
            assertEquals(Exit.FINDINGS, good.exit(), good.errText() + good.outText());
            assertEquals(1, good.scan().passwordFindings("system", "root").size());

            CommandRun nobody = run(words(List.of(reference), "--registry-ca", authority, "--registry-login", "none"));
            assertEquals(Exit.INCOMPLETE, nobody.exit());
            assertTrue(nobody.scan().incomplete().getFirst().contains("credentials are needed"));

            CommandRun untrusted = run(words(List.of(reference), "--registry-login", login.toString()));
            assertTrue(untrusted.scan().incomplete().getFirst().contains("no trusted TLS"), untrusted.outText());
            assertFalse(good.outText().contains(STRONG));
            assertFalse(good.outText().contains(basic));
        }
    }

    @Test
    void aFileIsScannedLikeAReference() throws IOException {
        PlantedImages planted = planted();
        planted.image("shop").layer(system(weak(), "*"), "").write();
        Path archive = work.resolve("shop.tar");
        Command.of(
                        "skopeo",
                        "copy",
                        "--quiet",
                        "oci:" + planted.layout("shop").folder() + ":latest",
                        "docker-archive:" + archive + ":shop:1")
                .runOrFail();
        CommandRun run = run(words(List.of(archive.toString()), "--format", "sarif", "--fail-on-findings"));
        assertEquals(Exit.FINDINGS, run.exit(), run.errText() + run.outText());
        assertTrue(run.outText().contains("\"uri\" : \"etc/shadow\""));
        assertTrue(run.outText().contains("\"layer\" : \"sha256:"));
    }

    @Test
    void saysWhatIsNoImage() {
        assertEquals(Exit.USAGE, run(words(List.of("No Such/Image"))).exit());
        assertEquals(
                Exit.USAGE,
                run(words(List.of("a.example/x"), "--allow-address", "localhost"))
                        .exit());
        assertEquals(
                Exit.USAGE, run(words(List.of("a.example/x"), "--root", "/")).exit());
        CommandRun run = run(words(List.of("127.0.0.1:1/x", "/dev/null"), "--plain-http"));
        assertEquals(Exit.INCOMPLETE, run.exit());
        assertEquals(2, run.scan().incomplete().size());
    }
}
