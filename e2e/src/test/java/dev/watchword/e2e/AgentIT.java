package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.database.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real agent against the real server, both as an operator runs them. */
class AgentIT {

    private static final String CUSTOM = "Zebra-Made-Up-77";

    /** {@code openssl passwd -6 -salt saltsalt qwerty123}, OpenSSL 3.0. */
    private static final String ANN =
            "$6$saltsalt$Yw3.KJ5PUQLpvBmKpKZ8MAPUdzdtxZsu3bNtiC0ufFfan5FMnQjlPusS1dO.7hprZOUIRECUQy4SalDs9EjXr.";

    /** The same with {@code saltsalu} and {@link #CUSTOM}. */
    private static final String BOB =
            "$6$saltsalu$j4MQhR5WjDPPA7vYjbu0YsD0OqRhZH4Sn7jqexlnTEq6TqkaxnQ3GBsxyYtEf.MxZ4Zf0P3GjZtAZWvZ4bzyX.";

    @TempDir
    private Path home = Path.of("");

    private final ServedWatchword served = ServedWatchword.on(Dialect.SQLITE);
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void machine() throws IOException {
        write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        write("etc/hostname", "web-7\n");
        write("etc/passwd", "ann:x:1000:1000::/home/ann:/bin/bash\nbob:x:1001:1001::/home/bob:/bin/bash\n");
        write("etc/shadow", "ann:" + ANN + ":20000:0:99999:7:::\nbob:" + BOB + ":20000:0:99999:7:::\n");
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
        served.close();
    }

    @Test
    void findsReportsAndFollowsTheServerOverARestartUntilItIsRevoked() throws Exception {
        enrol("agent", token());
        Process agent = run("agent");
        await("the first findings", () -> weaknesses().contains("common"));
        assertEquals(List.of("common"), weaknesses());

        served.stop();
        Thread.sleep(3_000);
        served.startAgain();
        served.root()
                .put(watchword("/dictionaries/" + defaultGroup()), "{\"words\":[\"" + CUSTOM + "\"],\"enabled\":true}")
                .expect(200);
        assertTrue(agent.isAlive());
        await("the agent is back", () -> status("agent").path("state").asText().equals("connected"));
        await(
                "the new words",
                () -> status("agent").path("words_version").asText().endsWith(":1"));
        assertEquals(0, command("scan", "--state", folder("agent")));
        await("the finding of a custom word", () -> weaknesses().contains("custom"));
        assertEquals(0, command("status", "--state", folder("agent")));
        assertNothingInClear();

        String host = agents().path(0).path("host_id").asText();
        served.root()
                .post(served.hss("/host-management/" + host + "/manual-detect"), "{\"type\":\"pwd\"}")
                .expect(200);
        await(
                "the scan that the server asked for",
                () -> served.root()
                        .get(served.hss("/host-management/" + host + "/scan-status?type=pwd"))
                        .expect(200)
                        .json()
                        .path("scan_status")
                        .asText()
                        .equals("scaned"));

        String agentId = agents().path(0).path("agent_id").asText();
        served.root().delete(watchword("/agents/" + agentId)).expect(204);
        await("the denial", () -> status("agent").path("state").asText().equals("denied"));
        assertEquals(3, command("status", "--state", folder("agent")));
        agent.destroy();
        assertTrue(agent.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, agent.exitValue());
    }

    @Test
    void answersHowManyAccountsSomeWordsWouldMatch() throws Exception {
        enrol("agent", token());
        run("agent");
        await("the first findings", () -> weaknesses().contains("common"));
        String job = served.root()
                .post(watchword("/dictionaries/dry-run"), "{\"words\":[\"" + CUSTOM + "\",\"Nobody-Chose-This-1\"]}")
                .expect(202)
                .json()
                .path("job_id")
                .asText();
        await("the answer", () -> trial(job).path("status").asText().equals("done"));
        JsonNode trial = trial(job);
        assertEquals(
                List.of(2, 2, 1, 0, 1),
                Stream.of("word_num", "account_num", "match_num", "failed_num", "total_num")
                        .map(field -> trial.path(field).asInt())
                        .toList(),
                trial.toString());
        assertEquals(0, command("scan", "--state", folder("agent")));
        assertEquals(List.of("common"), weaknesses(), "words that were only tried are no custom words");
        assertNothingInClear();
    }

    private JsonNode trial(String job) {
        return served.root()
                .get(watchword("/dictionaries/dry-run/" + job))
                .expect(200)
                .json();
    }

    private void assertNothingInClear() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("agent"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(content.contains(CUSTOM) || content.contains("qwerty123"), file.toString());
            }
        }
    }

    private String defaultGroup() {
        return served.root()
                .get(watchword("/dictionaries"))
                .expect(200)
                .json()
                .path("data_list")
                .path(0)
                .path("group_id")
                .asText();
    }

    private JsonNode agents() {
        return served.root().get(watchword("/agents")).expect(200).json().path("data_list");
    }

    private List<String> weaknesses() {
        return served.root()
                .get(watchword("/findings"))
                .expect(200)
                .json()
                .path("data_list")
                .valueStream()
                .map(each -> each.path("weakness").asText())
                .sorted()
                .toList();
    }

    private JsonNode token() {
        return served.root()
                .post(watchword("/enrolment-tokens"), "{}")
                .expect(201)
                .json();
    }

    @Test
    void noticesThatAKeyWasCopied() throws Exception {
        enrol("agent", token());
        assertEquals(
                0,
                command(
                        "scan",
                        "--state",
                        folder("agent"),
                        "--root",
                        root(),
                        "--budget",
                        "1s,3s",
                        "--cpu-share",
                        "100"));
        Path copy = home.resolve("copy");
        try (Stream<Path> files = Files.list(home.resolve("agent"))) {
            Files.createDirectory(copy);
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
        run("agent");
        run("copy");
        await("the suspicion", () -> agents().path(0).path("state").asText().equals("suspected_clone"));
    }

    @Test
    void letsNobodyInByTheSameTokenOrAnotherServersKey() throws Exception {
        JsonNode token = token();
        assertEquals(
                4,
                command(
                        "enrol",
                        "--state",
                        folder("other"),
                        "--root",
                        root(),
                        "--server",
                        served.endpoint(),
                        "--token",
                        token.path("token").asText(),
                        "--server-key",
                        "SHA256:" + "0".repeat(64)));
        assertFalse(Files.exists(home.resolve("other/membership")));
        assertEquals(
                4,
                command(
                        "enrol",
                        "--state",
                        folder("other"),
                        "--root",
                        root(),
                        "--server",
                        served.endpoint(),
                        "--token",
                        token.path("token").asText()));
    }

    private String watchword(String rest) {
        return "/v1/watchword/" + served.bootstrap().projectId() + rest;
    }

    private void enrol(String state, JsonNode token) throws Exception {
        Path file = Files.writeString(home.resolve("token"), token.path("token").asText() + "\n");
        assertEquals(
                0,
                command(
                        "enrol",
                        "--state",
                        folder(state),
                        "--root",
                        root(),
                        "--server",
                        served.endpoint(),
                        "--token-file",
                        file.toString(),
                        "--server-key",
                        token.path("server_key_fingerprint").asText()));
    }

    private Process run(String state) throws IOException {
        return start(
                "run",
                "--state",
                folder(state),
                "--root",
                root(),
                "--heartbeat",
                "1",
                "--cpu-share",
                "100",
                "--budget",
                "1s,3s");
    }

    private JsonNode status(String state) {
        try {
            return Reply.parsed(Files.readString(home.resolve(state).resolve("status")));
        } catch (IOException e) {
            return Reply.parsed("{}");
        }
    }

    private int command(String... words) throws Exception {
        Process process = start(words);
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> "hangs: " + String.join(" ", words));
        return process.exitValue();
    }

    private Process start(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--"));
        line.addAll(Built.agent());
        line.addAll(List.of(words));
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
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> what + " did not come:\n" + printed());
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

    private String folder(String state) {
        return home.resolve(state).toString();
    }

    private String root() {
        return home.resolve("root").toString();
    }

    private void write(String file, String content) throws IOException {
        Path path = home.resolve("root").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
