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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process beside the agent, in which a scan has faster kernels. */
class ScanProcessIT {

    private static final String CUSTOM = "Zebra-Made-Up-77";

    /** {@code openssl passwd -1 -salt saltsalt} of qwerty123, and with saltsalu of {@link #CUSTOM}, OpenSSL 3.0. */
    private static final String COMMON = "$1$saltsalt$J/P6sQeEk4AiQ08GAxHB71";

    private static final String OWN = "$1$saltsalu$Ch8u5VClassk9ERSIYQkD.";

    /** Made up: no word matches. */
    private static final String STRONG = "$1$saltsalv$0123456789abcdefghijk/";

    /** So that there is work for longer than a test takes. */
    private static final String SLOW = "$6$saltsalw$" + "0123456789abcdefghijk".repeat(4) + "./";

    private static final int MOST_MEGABYTES = 200;

    @TempDir
    private Path home = Path.of("");

    private final ServedWatchword served = ServedWatchword.on(Dialect.SQLITE);

    @BeforeEach
    void words() {
        String group = served.root()
                .get(own("/dictionaries"))
                .expect(200)
                .json()
                .path("data_list")
                .path(0)
                .path("group_id")
                .asText();
        served.root()
                .put(own("/dictionaries/" + group), "{\"words\":[\"" + CUSTOM + "\"],\"enabled\":true}")
                .expect(200);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void findsTheSameAsTheAgentByItself() throws Exception {
        String alone = found("alone", false);
        String beside = found("beside", true);
        assertEquals(alone, beside);
        assertTrue(alone.contains("common") && alone.contains("custom"), alone);
    }

    @Test
    void leavesTheScanToTheAgentWhenItIsKilledAndEndsWithIt() throws Exception {
        try (BuiltAgent agent = enrolled("killed", SLOW)) {
            Process runs = agent.start(words(agent, "4s,30s"));
            ProcessHandle scan = awaitScan(agent, runs);
            String line = said(scan, "cmdline") + said(scan, "environ");
            assertTrue(line.contains("MALLOC_ARENA_MAX"), line);
            assertFalse(line.contains(CUSTOM) || line.contains("$1$") || line.contains("$6$"), line);
            Thread.sleep(3_000);
            scan.destroyForcibly();
            await("the finding", agent, () -> findings().contains("common"));
            assertTrue(agent.printed().contains("the process of a scan died"), agent::printed);
            assertEquals(0, agent.run("scan", "--state", agent.state().toString()), agent::printed);
            assertEquals(Optional.empty(), runs.children().findFirst(), "it is not tried again");
        }
        try (BuiltAgent agent = enrolled("orphaned", SLOW)) {
            Process runs = agent.start(words(agent, "20s,60s"));
            ProcessHandle scan = awaitScan(agent, runs);
            runs.destroyForcibly();
            await("the end", agent, () -> !scan.isAlive());
        }
    }

    @Test
    void endsInTimeWithWhatItHasWhenTheAgentIsToldToStop() throws Exception {
        try (BuiltAgent agent = enrolled("stopped", SLOW)) {
            Process runs = agent.start(words(agent, "100s,300s"));
            ProcessHandle scan = awaitScan(agent, runs);
            // Until it digests with the kernels that it has had compiled.
            await("vectors", agent, () -> agent.printed().contains("vectors of"));
            long megabytes = Files.readString(Path.of("/proc/" + scan.pid() + "/status"))
                            .lines()
                            .filter(each -> each.startsWith("VmHWM:"))
                            .mapToLong(each -> Long.parseLong(each.replaceAll("[^0-9]", "")))
                            .findFirst()
                            .orElseThrow()
                    >> 10;
            System.out.println("a scan beside the agent took " + megabytes + " MB at most");
            assertTrue(megabytes <= MOST_MEGABYTES, () -> megabytes + " MB");
            long memory = Files.exists(agent.state().resolve("memory"))
                    ? Files.size(agent.state().resolve("memory"))
                    : 0;
            runs.destroy();
            assertTrue(runs.waitFor(60, TimeUnit.SECONDS), agent::printed);
            assertEquals(0, runs.exitValue(), agent::printed);
            assertFalse(scan.isAlive());
            assertTrue(Files.size(agent.state().resolve("memory")) > memory, "what it learnt is kept");
        }
    }

    /** What a scan of three accounts tells the server: findings and how far each account was tested. */
    private String found(String name, boolean beside) throws Exception {
        try (BuiltAgent agent = enrolled(name, STRONG)) {
            Process runs = beside
                    ? agent.start(words(agent, "3s,8s"))
                    : agent.start(words(agent, "3s,8s", "--no-fast-kernels"));
            if (beside) {
                awaitScan(agent, runs);
            }
            await("the first report", agent, () -> rows(name).contains("common"));
            leaveWork(agent);
            assertEquals(0, agent.run("scan", "--state", agent.state().toString()), agent::printed);
            if (beside) {
                awaitScan(agent, runs);
            }
            await("the custom word", agent, () -> rows(name).contains("custom"));
            return rows(name);
        }
    }

    private String rows(String name) {
        return served.root()
                .get(own("/findings"))
                .expect(200)
                .json()
                .path("data_list")
                .valueStream()
                .filter(each -> each.path("host_name").asText().equals(name + "-host"))
                .map(each -> Stream.of("user_name", "weakness", "severity", "desensitized_weak_passwords", "store")
                        .map(field -> each.path(field).asText())
                        .collect(Collectors.joining(" ")))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private BuiltAgent enrolled(String name, String third) throws IOException {
        BuiltAgent agent = BuiltAgent.in(Files.createDirectory(home.resolve(name)));
        agent.file("etc/machine-id", "%032x".formatted(name.hashCode() & 0xffffffffL) + "\n")
                .file("etc/hostname", name + "-host\n")
                .file(
                        "etc/passwd",
                        "ann:x:1000:1000::/home/ann:/bin/bash\nbob:x:1001:1001::/home/bob:/bin/bash\n"
                                + "eve:x:1002:1002::/home/eve:/bin/bash\n")
                .file(
                        "etc/shadow",
                        "ann:" + COMMON + ":20000:0:99999:7:::\nbob:" + OWN + ":20000:0:99999:7:::\neve:" + third
                                + ":20000:0:99999:7:::\n");
        agent.enrol(served);
        leaveWork(agent);
        return agent;
    }

    /** As a scan does that could not try everything. */
    private static void leaveWork(BuiltAgent agent) throws IOException {
        Files.writeString(agent.state().resolve("slow-work"), "{\"seconds\":100000}");
    }

    private static String[] words(BuiltAgent agent, String budget, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "run",
                "--state",
                agent.state().toString(),
                "--root",
                agent.root().toString(),
                "--heartbeat",
                "1",
                "--cpu-share",
                "100",
                "--budget",
                budget));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static ProcessHandle awaitScan(BuiltAgent agent, Process runs) throws Exception {
        await("the process of the scan", agent, () -> scan(runs).isPresent());
        return scan(runs).orElseThrow();
    }

    /** Not what the agent's own process was copied to, a moment before it becomes another program. */
    private static Optional<ProcessHandle> scan(Process runs) {
        return runs.children()
                .filter(each -> said(each, "cmdline").contains("scan-process"))
                .findFirst();
    }

    private static String said(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/" + file), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    private static void await(String what, BuiltAgent agent, BooleanSupplier isSo) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> what + " did not come:\n" + agent.printed());
            Thread.sleep(50);
        }
    }

    private List<String> findings() {
        JsonNode found = served.root().get(own("/findings")).expect(200).json();
        return found.findValuesAsText("weakness");
    }

    private String own(String rest) {
        return "/v1/watchword/" + served.bootstrap().projectId() + rest;
    }
}
