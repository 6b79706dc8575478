package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.watchword.testing.PlantedImages;
import dev.watchword.testing.RegistryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Registries and images in a real browser, with a real registry and a real scanner. */
class ConsoleImagesIT {

    @RegisterExtension
    private static final ServedConsole CONSOLE = new ServedConsole();

    private static final String SECRET = "Reader-Made-Up-77";

    @TempDir
    private Path home = Path.of("");

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        for (Process process : started) {
            List<ProcessHandle> below = process.descendants().toList();
            process.destroyForcibly();
            below.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aRegistryIsAddedTestedAndScannedUntilTheLayerIsKnown() throws Exception {
        PlantedImages planted = new PlantedImages(home.resolve("layouts"));
        planted.image("shop", "system root usable 1")
                .layer(PlantedImages.system("*", "*"), "ADD rootfs.tar / # buildkit")
                .layer(
                        PlantedImages.system(PlantedImages.weak(), "*"),
                        "RUN /bin/sh -c echo root:" + PlantedImages.WEAK + " | chpasswd # buildkit")
                .write();
        planted.image("clean").layer(PlantedImages.system("*", "*"), "").write();
        try (RegistryServer registry = RegistryServer.guarded(home.resolve("registry"), "reader", SECRET)) {
            registry.push(planted.layout("shop").folder(), "team/shop:1");
            registry.push(planted.layout("clean").folder(), "team/clean:1");
            scanner();
            Page page = CONSOLE.chromium().window(Chromium.Options.PLAIN);
            page.navigate(CONSOLE.served().endpoint() + "/console/login");
            ConsoleLooks.login(page, CONSOLE.served());
            page.navigate(CONSOLE.served().endpoint() + project("/images"));
            page.getByText("No registry is known").waitFor();
            look(page, "images-empty");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add a registry"))
                    .click();
            look(page, "registries-empty");
            page.locator("#name").fill("ours");
            page.locator("#host").fill(registry.host());
            page.locator("#user_name").fill("reader");
            page.locator("#password").fill(SECRET);
            page.locator("#authority").fill(Files.readString(registry.authority()));
            page.locator("[name=private_addresses]").check();
            button(page, "Add").click();
            page.getByText("The registry is added.").waitFor();
            assertFalse(page.content().contains(SECRET), "the password is shown");
            String registries = page.url();

            button(page, "Test ours").click();
            page.locator("#scan .badge.good").first().waitFor(patience());
            page.navigate(registries);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("ours"))
                    .click();
            String one = page.url();
            page.locator("#scan-images").fill("team/*:1\nteam/absent:1");
            button(page, "Scan").click();
            page.locator("#scan p .badge.medium").waitFor(patience());
            String scan = page.url();
            assertTrue(page.getByText("Failed").count() > 0, "the image that is not there");

            page.navigate(CONSOLE.served().endpoint() + project("/images?weak=true"));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("team/shop:1"))
                    .click();
            String image = page.url();
            String found = page.locator(".image-finding").first().innerText();
            assertTrue(found.contains("sha256:"), found);
            assertTrue(found.contains("RUN"), found);
            assertFalse(page.content().contains(PlantedImages.WEAK), "the password stands in the line");
            button(page, "Scan again now").click();
            page.getByText("The scan is asked for.").waitFor();
            page.locator("#scan p .badge.good").waitFor(patience());

            page.navigate(one);
            page.locator("#time").fill("03:30");
            page.getByLabel("Monday").check();
            button(page, "Add schedule").click();
            page.getByText("The schedule is added.").waitFor();
            button(page, "Switch the schedule of 03:30 off").click();
            page.locator(".badge.medium").getByText("Switched off").waitFor();
            look(page, "registry-schedule-off-light");
            page.context().close();

            Map<String, String> pages = new TreeMap<>();
            pages.put("registries", registries);
            pages.put("registry", one);
            pages.put("overview-images", CONSOLE.served().endpoint() + project("/overview"));
            pages.put("images", CONSOLE.served().endpoint() + project("/images"));
            pages.put("image", image);
            pages.put("imagescan", scan);
            assertEquals(List.of(), ConsoleLooks.look(CONSOLE.chromium(), CONSOLE.served(), pages));
            assertEquals(List.of(), CONSOLE.chromium().said());
        }
    }

    private static Locator.WaitForOptions patience() {
        return new Locator.WaitForOptions().setTimeout(60_000);
    }

    private static void look(Page page, String name) {
        Chromium.picture(page, name);
        assertEquals(List.of(), Chromium.violations(page), name);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private String project(String rest) {
        return "/console/projects/" + CONSOLE.served().bootstrap().projectId() + rest;
    }

    /** An enrolled scanner that runs, on a machine of its own. */
    private void scanner() throws Exception {
        Path root = home.resolve("root");
        write(root.resolve("etc/machine-id"), "0123456789abcdef0123456789abcdef\n");
        write(root.resolve("etc/hostname"), "scanner\n");
        JsonNode token = CONSOLE.served()
                .root()
                .post(
                        "/v1/watchword/" + CONSOLE.served().bootstrap().projectId() + "/enrolment-tokens",
                        "{\"role\":\"scanner\"}")
                .expect(201)
                .json();
        Path file = home.resolve("token");
        write(file, token.path("token").asText() + "\n");
        List<String> place = List.of("--state", home.resolve("scanner").toString(), "--root", root.toString());
        List<String> enrol =
                new ArrayList<>(List.of("enrol", "--server", CONSOLE.served().endpoint()));
        enrol.addAll(place);
        enrol.addAll(List.of("--token-file", file.toString(), "--server-key"));
        enrol.add(token.path("server_key_fingerprint").asText());
        Process enrolling = start(enrol);
        assertTrue(enrolling.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, enrolling.exitValue());
        List<String> run = new ArrayList<>(List.of("run", "--heartbeat", "5", "--cpu-share", "100"));
        run.addAll(List.of("--budget", "1s,3s", "--image-cpu-share", "100", "--image-address", "127.0.0.0/8"));
        run.addAll(place);
        start(run);
    }

    private Process start(List<String> words) throws IOException {
        List<String> line = new ArrayList<>(List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--"));
        line.addAll(Built.agent());
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

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, content);
    }
}
