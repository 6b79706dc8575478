package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.database.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A real server, real scanners that ask it for work, and what its API says of them. */
abstract class ScannerSide {

    @TempDir
    Path home = Path.of("");

    final ServedWatchword served = ServedWatchword.on(Dialect.SQLITE);
    private final List<Process> started = new ArrayList<>();
    /** The most memory of a scanner and its helper so far, KiB. */
    long peak;

    @AfterEach
    void end() {
        started.forEach(ScannerSide::kill);
        served.close();
    }

    /** The agent and what it started. */
    static void kill(Process agent) {
        List<ProcessHandle> below = agent.descendants().toList();
        agent.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }

    String registry(String host) {
        return served.root()
                .post(watchword("/registries"), """
                        {"name":"registry","host":"%s","image_type":"private_image","registry_type":"SwrPrivate",
                         "plain_http":true,"private_addresses":true}""".formatted(host))
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    String start(String registry, String image) {
        return served.root()
                .post(
                        watchword("/images/scans"),
                        "{\"registry_id\":\"" + registry + "\",\"images\":[\"" + image + "\"]}")
                .expect(202)
                .json()
                .path("id")
                .asText();
    }

    JsonNode scanned(String registry, String image) throws Exception {
        String id = start(registry, image);
        await("the end of the scan", this::isQuiet);
        return served.root().get(watchword("/images/scans/" + id)).expect(200).json();
    }

    JsonNode jobs(JsonNode scan, String state) {
        return jobs(scan.path("id").asText(), state);
    }

    JsonNode jobs(JsonNode scan) {
        return served.root()
                .get(watchword("/images/scans/" + scan.path("id").asText() + "/jobs?limit=200"))
                .expect(200)
                .json();
    }

    JsonNode jobs(String scan, String state) {
        return served.root()
                .get(watchword("/images/scans/" + scan + "/jobs?limit=200&state=" + state))
                .expect(200)
                .json()
                .path("data_list");
    }

    /** Whether nothing waits or runs. */
    boolean isQuiet() {
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
    List<String> weak(String image) {
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

    String watchword(String rest) {
        return "/v1/watchword/" + served.bootstrap().projectId() + rest;
    }

    /** An enrolled scanner that runs, on a machine of its own. */
    Process scanner(String name) throws Exception {
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
        line.addAll(Built.agent(flags.toArray(String[]::new)));
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

    void await(String what, BooleanSupplier isSo) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> what + " did not come:\n" + printed());
            peak = Math.max(
                    peak, started.stream().mapToLong(ScannerSide::peak).max().orElse(0));
            Thread.sleep(200);
        }
    }

    String printed() {
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
