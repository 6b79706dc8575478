package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.testing.LibCrypt;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command tells a script: its exit status, its streams, its files, its end by a signal. */
class ExitStatusIT {

    private static final String STRONG = "Vf93-lampshade-Orbit";

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(root.resolve("etc"));
    }

    private void shadow(String... users) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < users.length; i += 3) {
            byte[] password = users[i + 1].getBytes(StandardCharsets.UTF_8);
            String hash = LibCrypt.crypt(password, users[i + 2]).orElseThrow();
            lines.append(users[i]).append(':').append(hash).append(":20000:0:99999:7:::\n");
        }
        Files.writeString(root.resolve("etc/shadow"), lines);
    }

    private CommandRun scan(String... more) {
        List<String> arguments = new ArrayList<>(List.of("scan", "--root", root.toString(), "--memory", "none"));
        arguments.addAll(List.of("--budget", "1s"));
        arguments.addAll(List.of(more));
        return CommandRun.inProcess(arguments.toArray(String[]::new));
    }

    @Test
    void findingsMatterWhenAskedFor() throws IOException {
        shadow("anna", "anna", "$3$");
        assertEquals(Exit.DONE, scan().exit());
        assertEquals(Exit.FINDINGS, scan("--fail-on-findings").exit());
        shadow("anna", STRONG, "$6$rounds=1000$aaaaaaaa$");
        assertEquals(Exit.DONE, scan("--fail-on-findings").exit());
    }

    @Test
    void incompleteGoesBeforeFindingsAndFailureBeforeBoth() throws IOException {
        shadow("anna", "anna", "$3$");
        Files.writeString(
                root.resolve("etc/shadow"),
                "greedy:$6$rounds=999999999$aaaaaaaa$" + "a".repeat(85) + "1:20000::::::\n",
                StandardOpenOption.APPEND);
        CommandRun run = scan("--fail-on-findings", "--format", "json");
        assertEquals(Exit.INCOMPLETE, run.exit());
        assertTrue(run.scan().incomplete().getFirst().startsWith("cost_exceeds_limit"));
        CommandRun failed = scan("--fail-on-findings", "--output", folder + "/no/such/folder/report");
        assertEquals(Exit.FAILED, failed.exit());
        assertEquals(
                "watchword: the report could not be written: no such folder: " + folder + "/no/such/folder\n",
                failed.errText());
        CommandRun noMemory =
                CommandRun.inProcess("scan", "--root", root.toString(), "--memory", "/proc/nowhere/memory");
        assertEquals(Exit.FAILED, noMemory.exit());
    }

    @Test
    void folderWithoutAnyStoreIsIncomplete() throws IOException {
        Files.delete(root.resolve("etc"));
        assertEquals(Exit.INCOMPLETE, scan().exit());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "scan --nonsense",
                "scan --root /no/such/folder",
                "scan --format xml",
                "scan --budget soon",
                "scan --budget 1s,2s,3s",
                "scan --threads 0",
                "scan --threads many",
                "scan --services oracle",
                "scan --words /no/such/file",
                "scan --mask half",
                "scan --policy length=x",
                "scan --max-guess-memory 0",
                "audit",
                "audit --scheme rot13 file",
                "candidates",
                "up --image image.tar",
            })
    void wrongCommandLineIsToldInOneLine(String line) {
        String[] words = line.isEmpty() ? new String[0] : line.split(" ", -1);
        CommandRun run = CommandRun.inProcess(words);
        assertEquals(Exit.USAGE, run.exit());
        assertEquals("", run.outText());
        assertEquals(1, run.errText().lines().count(), run.errText());
        assertTrue(run.errText().startsWith("watchword: "), run.errText());
    }

    @Test
    void unprivilegedUserLearnsWhatToDo() throws IOException {
        shadow("anna", "anna", "$3$");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(root.resolve("etc/shadow"), PosixFilePermissions.fromString("rw-------"));
        // The class path of the build may lie where only root goes; /tmp is everybody's.
        Path program = Files.createDirectories(folder.resolve("program"));
        try (Stream<Path> jars = Files.list(Path.of("target", "watchword"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, program.resolve(jar.getFileName()));
            }
        }
        List<String> words = new ArrayList<>(List.of("setpriv", "--reuid", "65534", "--regid", "65534"));
        words.add("--clear-groups");
        words.addAll(CommandRun.commandLine(List.of(), "scan", "--root", root.toString(), "--format", "json"));
        words.replaceAll(word -> word.endsWith("/*") ? program + "/*" : word);
        CommandRun run = CommandRun.of(words);

        assertEquals(Exit.INCOMPLETE, run.exit(), run.errText());
        assertEquals(
                "/etc/shadow",
                run.scan().json().path("incomplete").path(0).path("store").textValue());
        String reason = run.scan().incomplete().getFirst();
        assertTrue(reason.contains("run as root") && reason.contains("/etc/shadow"), reason);
        assertFalse(run.errText().contains("\tat "), run.errText());
    }

    @Test
    void reportFileIsItsOwnersAloneWhateverStoodThere() throws IOException {
        shadow("anna", "anna", "$3$");
        Path report = folder.resolve("report");
        assertEquals(Exit.DONE, scan("--output", report.toString()).exit());
        assertEquals("rw-------", mode(report));

        Files.setPosixFilePermissions(report, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.writeString(report, "x".repeat(100_000));
        assertEquals(Exit.DONE, scan("--output", report.toString()).exit());
        assertEquals("rw-------", mode(report));
        assertTrue(Files.readString(report).startsWith("Watchword scanned"));
        assertTrue(Files.size(report) < 10_000);
    }

    @Test
    void reportDoesNotFollowAPlantedLink() throws IOException {
        shadow("anna", "anna", "$3$");
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Path link = Files.createSymbolicLink(folder.resolve("link"), victim);
        CommandRun run = scan("--output", link.toString());
        assertEquals("precious", Files.readString(victim));
        assertEquals(Exit.FAILED, run.exit());

        Path alias = Files.createLink(folder.resolve("alias"), victim);
        assertEquals(Exit.DONE, scan("--output", alias.toString()).exit());
        assertEquals("precious", Files.readString(victim), "a hard link is not written through");
        assertEquals("rw-------", mode(alias));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void sarifHoldsWhatCodeHostsNeed() throws IOException {
        shadow("anna", "anna", "$3$", "bert", "", "$1$bbbbbbbb$");
        JsonNode sarif = new ObjectMapper().readTree(scan("--format", "sarif").out());
        assertEquals("2.1.0", sarif.path("version").textValue());
        assertTrue(sarif.path("$schema").textValue().contains("sarif"));
        JsonNode run = sarif.path("runs").path(0);
        assertEquals("Watchword", run.path("tool").path("driver").path("name").textValue());
        List<String> rules = run.path("tool").path("driver").path("rules").findValuesAsText("id");
        assertTrue(run.path("results").size() >= 2);
        for (JsonNode result : run.path("results")) {
            assertTrue(rules.contains(result.path("ruleId").textValue()));
            assertFalse(result.path("message").path("text").textValue().isBlank());
            assertTrue(List.of("error", "warning", "note")
                    .contains(result.path("level").textValue()));
            JsonNode place = result.path("locations").path(0).path("physicalLocation");
            assertEquals(
                    "etc/shadow", place.path("artifactLocation").path("uri").textValue());
            assertTrue(place.path("region").path("startLine").intValue() >= 1);
        }
    }

    @Test
    void csvParses() throws IOException {
        shadow("a,\"n\"na", "123456", "$3$");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<CSVRecord> rows = format.parse(
                        new StringReader(scan("--format", "csv").outText()))
                .getRecords();
        assertEquals(2, rows.size(), "the password and its scheme");
        assertEquals("a,\"n\"na", rows.getFirst().get("user_name"));
        assertEquals("common", rows.getFirst().get("weakness"));
        assertTrue(rows.stream().allMatch(CSVRecord::isConsistent));
    }

    @Test
    void pipeSeesNoProgressBar() throws IOException {
        shadow("anna", STRONG, "$6$rounds=50000$aaaaaaaa$");
        CommandRun run =
                CommandRun.child(List.of(), "scan", "--root", root.toString(), "--memory", "none", "--budget", "1s");
        assertEquals(Exit.DONE, run.exit());
        assertEquals("", run.errText());
        assertFalse(run.outText().contains("\u001b"), "no escapes");
    }

    @Test
    void readerThatGoesAwayIsNoStackTrace() {
        List<String> words = CommandRun.commandLine(List.of(), "candidates", "--user", "anna");
        String command =
                String.join(" ", words.stream().map(word -> "'" + word + "'").toList());
        CommandRun run = CommandRun.of(List.of("bash", "-c", command + " | head -n 3"));
        assertEquals(3, run.outText().lines().count());
        assertEquals("", run.errText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void signalEndsTheScanInOrder(String signal) throws Exception {
        shadow("anna", STRONG, "$6$rounds=20000$aaaaaaaa$", "bert", "bert", "$1$bbbbbbbb$");
        Path memory = folder.resolve("memory");
        String[] arguments = {
            "scan", "--root", root.toString(), "--memory", memory.toString(), "--format", "json", "--budget", "10m,20m"
        };
        Process child = CommandRun.start(CommandRun.commandLine(List.of(), arguments));
        TimeUnit.SECONDS.sleep(4);
        assertTrue(child.isAlive(), "mid-scan");
        CommandRun.of(List.of("kill", "-" + signal, Long.toString(child.pid())));
        long start = System.nanoTime();
        CommandRun run = CommandRun.ended(child);
        assertTrue(System.nanoTime() - start < 60e9, "a few seconds, and room for a busy machine");

        assertEquals(signal.equals("INT") ? 130 : 143, run.exit());
        assertTrue(run.scan().incomplete().stream().anyMatch(reason -> reason.startsWith("aborted")));
        assertEquals(1, run.scan().passwordFindings("system", "bert").size());
        assertTrue(run.scan().hashes() > 0);
        assertEquals("rw-------", mode(memory));

        JsonScan next = CommandRun.inProcess(
                        "scan",
                        "--root",
                        root.toString(),
                        "--memory",
                        memory.toString(),
                        "--format",
                        "json",
                        "--budget",
                        "0s")
                .scan();
        assertEquals(0, next.hashes());
        assertEquals(1, next.passwordFindings("system", "bert").size(), "the memory was saved");
        // Words outside the plan, the empty one and bert's, are counted when a scan comes to them.
        int tried =
                run.scan().accounts("system", "anna").getFirst().path("tried").intValue();
        assertTrue(next.accounts("system", "anna").getFirst().path("tried").intValue() >= tried - 2);
    }
}
