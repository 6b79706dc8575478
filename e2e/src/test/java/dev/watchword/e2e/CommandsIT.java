package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.server.database.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does from a shell, with the command itself, one after the other as a person would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandsIT {

    @TempDir
    private static Path home;

    private ServedWatchword served;
    private PlainAgent agent;

    @BeforeAll
    void serve() {
        served = ServedWatchword.on(Dialect.SQLITE);
        agent = PlainAgent.enrolled(served, "0", "web-1");
        agent.heartbeat();
    }

    @AfterAll
    void stop() {
        served.close();
    }

    /** One run of the command. */
    private record Run(int exit, String out, String err) {

        Run expect(int status) {
            assertEquals(status, exit, this::toString);
            return this;
        }

        Run shows(String text) {
            assertTrue(out.contains(text), this::toString);
            return this;
        }
    }

    @Test
    @Order(1)
    void asksForALoginFirst() throws Exception {
        Run run = run("", "hosts").expect(4);
        assertTrue(run.err().contains("watchword login"), run.toString());
    }

    @Test
    @Order(2)
    void logsInWithTheFileOfTheFirstStartAndKeepsItPrivate() throws Exception {
        Path bootstrap = home.resolve("bootstrap.json");
        Files.copy(served.data().resolve("bootstrap.json"), bootstrap);
        run("", "login", "--bootstrap", bootstrap.toString(), "--delete-bootstrap")
                .expect(0)
                .shows("logged in");
        assertFalse(Files.exists(bootstrap));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(login())));
    }

    @Test
    @Order(3)
    void listsHostsAndTheirWeakAccounts() throws Exception {
        run("", "hosts").expect(0).shows("web-1").shows(agent.hostId());
        run("", "weak").expect(0).shows("No account");
    }

    @Test
    @Order(3)
    void changesThePolicyAndTheWords() throws Exception {
        String json =
                run("", "policy", "--minimum-length", "12", "--json").expect(0).out();
        assertEquals(
                12,
                new ObjectMapper()
                        .readTree(json)
                        .at("/password_policy/minimum_password_length")
                        .asInt());
        Run refused = run("", "policy", "--minimum-length", "7").expect(4);
        assertTrue(refused.err().contains("IAM.0073"), refused.toString());
        run("acme2026\n\nacme2026\nWerkstatt!\n", "words", "replace", "-")
                .expect(0)
                .shows("2 words");
        run("", "words").expect(0).shows("Werkstatt!");
        run("", "words", "clear").expect(0);
        run("", "words").expect(0).shows("empty");
    }

    @Test
    @Order(3)
    void makesAUserWithAPasswordAndAKey() throws Exception {
        run("", "users", "create", "erin").expect(0).shows("created");
        Run weak = run("password123\n", "users", "password", "erin").expect(4);
        assertFalse(weak.err().contains("password123"), weak.toString());
        run("Qu1et-Harbour-27!\n", "users", "password", "erin").expect(0);
        run("", "users").expect(0).shows("erin");
        String key = run("", "keys", "create", "--user", "erin").expect(0).out();
        String id = key.lines().findFirst().orElseThrow().split(" +")[1];
        run("", "keys", "status", id, "inactive", "--user", "erin").expect(0);
        run("", "keys", "--user", "erin").expect(0).shows("inactive");
        run("", "keys", "delete", id, "--user", "erin").expect(0);
        run("", "users", "delete", "erin").expect(0);
    }

    @Test
    @Order(3)
    void handsOutAnEnrolmentTokenOnceAndTakesAnotherBack() throws Exception {
        String token = created("--ttl", "5");
        PlainAgent member = PlainAgent.enrolled(served.api(), token, "web-9");
        run("", "enrol-tokens").expect(0).shows("used");
        assertThrows(AssertionError.class, () -> PlainAgent.enrolled(served.api(), token, "web-10"));

        String second = created("--replaces", member.hostId(), "--enterprise-project", "0");
        String list = run("", "enrol-tokens").expect(0).shows("active").out();
        assertFalse(list.contains("wwe_"), "a token is shown once");
        String id = list.lines()
                .filter(line -> line.contains("active"))
                .findFirst()
                .orElseThrow()
                .split(" +")[0];
        run("", "enrol-tokens", "withdraw", id).expect(0).shows("withdrawn " + id);
        run("", "enrol-tokens").expect(0).shows("withdrawn");
        assertThrows(AssertionError.class, () -> PlainAgent.enrolled(served.api(), second, "web-9"));
        String third = created("--replaces", member.hostId());
        assertThrows(AssertionError.class, () -> PlainAgent.enrolled(served.api(), third, "web-10"));
        assertEquals(
                member.hostId(),
                PlainAgent.enrolled(served.api(), third, "web-9").hostId());

        run("", "enrol-tokens", "create", "--ttl", "0").expect(2);
        Run nowhere =
                run("", "enrol-tokens", "create", "--host-group", "nowhere").expect(4);
        assertTrue(nowhere.err().contains("404"), nowhere.toString());
        run("", "enrol-tokens", "create", "--replaces", "nobody").expect(4);
        run("", "enrol-tokens", "withdraw", "nothing").expect(4);
    }

    @Test
    @Order(3)
    void keepsRegistriesWithoutEverShowingTheirPasswords() throws Exception {
        run("", "registries").expect(0).shows("no registry yet");
        Path password = Files.writeString(home.resolve("registry-password"), "Quiet-Harbour-27\n");
        run(
                        "",
                        "registries",
                        "add",
                        "harbour",
                        "registry.example.org",
                        "--user",
                        "robot",
                        "--password-file",
                        password.toString())
                .expect(0)
                .shows("added ");
        Run list = run("", "registries", "list").expect(0).shows("harbour").shows("registry.example.org");
        String json = run("", "registries", "--json").expect(0).out();
        assertFalse((list + json).contains("Quiet-Harbour-27"), "its password is shown");
        assertEquals(1, new ObjectMapper().readTree(json).path("data_list").size(), json);

        run("", "registries", "add", "harbour", "registry.example.org").expect(4);
        run("", "registries", "add", "other", "not a host").expect(4);
        run("", "registries", "add", "other", "other.example.org", "--type", "nothing")
                .expect(4);
        run("", "registries", "add", "other", "other.example.org", "--password-file", password.toString())
                .expect(2);
        run("", "registries", "add", "other", "other.example.org", "--user", "a", "--password-file", "/nowhere")
                .expect(4);
        run("", "registries", "delete", "nothing").expect(2);
        assertEquals(
                1,
                new ObjectMapper()
                        .readTree(run("", "registries", "--json").out())
                        .path("data_list")
                        .size());
    }

    /** No scanner has asked for work here: what is asked for waits, and is told as waiting. */
    @Test
    @Order(4)
    void asksForScansOfImagesAndTellsHowFarTheyAre() throws Exception {
        run("", "images", "status").expect(0).shows("No image was scanned yet");
        run("", "images", "list", "--fail-on-findings").expect(0).shows("No weak password");
        String id = run("", "images", "scan", "harbour", "library/web:1", "library/db:*")
                .expect(0)
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .split(" +")[0];
        run("", "images", "status").expect(0).shows(id);
        run("", "images", "status", id).expect(0).shows("library/web:1").shows("waiting");

        run("", "images").expect(2);
        run("", "images", "scan", "harbour").expect(2);
        run("", "images", "scan", "nothing", "library/web:1").expect(2);
        run("", "images", "scan", "harbour", "../etc/passwd").expect(4);
        run("", "images", "status", "nothing").expect(4);
        run("", "images", "list", "--type", "nothing").expect(4);
        run("", "registries", "delete", "harbour").expect(0).shows("deleted harbour");
        run("", "registries").expect(0).shows("no registry yet");
    }

    private String created(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("enrol-tokens", "create"));
        words.addAll(List.of(options));
        return run("", words.toArray(String[]::new))
                .expect(0)
                .shows("watchword agent enrol --server " + served.endpoint() + " --server-key SHA256:")
                .out()
                .lines()
                .filter(line -> line.startsWith("token "))
                .findFirst()
                .orElseThrow()
                .split(" +")[1];
    }

    @Test
    @Order(3)
    void resetsAPasswordAndTellsHowFarItIs() throws Exception {
        Run broken = run("short\n", "reset", "web-1").expect(4);
        assertTrue(broken.err().contains("WW.0011"), broken.toString());
        run("N3w-Passw0rd!x\n", "reset", "web-1").expect(0).shows("accepted");
        run("", "reset", "status", "web-1").expect(0).shows("accepted");
    }

    @Test
    @Order(4)
    void logsInWithAPassword() throws Exception {
        run(
                        served.bootstrap().password() + "\n",
                        "login",
                        "--endpoint",
                        served.endpoint(),
                        "--user",
                        served.bootstrap().userName(),
                        "--account",
                        served.bootstrap().domainName())
                .expect(0);
        assertFalse(Files.readString(login()).contains(served.bootstrap().password()));
        run("", "hosts").expect(0).shows("web-1");
    }

    private static Path login() {
        return home.resolve("watchword").resolve("login.json");
    }

    private static Run run(String input, String... arguments) throws IOException, InterruptedException {
        List<String> words = Built.watchword();
        words.addAll(List.of(arguments));
        Path out = Files.createTempFile(home, "out", "");
        Path err = Files.createTempFile(home, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("XDG_CONFIG_HOME", home.toString());
        Process process = builder.start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it hangs: " + List.of(arguments));
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
