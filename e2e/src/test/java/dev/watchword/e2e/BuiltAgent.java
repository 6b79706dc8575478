package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The agent's command as child processes, with its folder, its root and what it prints below one home. Its processes are killed on
 * {@link #close()}, and by the kernel when the test's JVM dies. Not safe for use by several threads.
 */
final class BuiltAgent implements AutoCloseable {

    private static final long LONGEST_SECONDS = 180;

    private final Path home;
    private final List<String> command;
    private final List<Process> started = new ArrayList<>();

    private BuiltAgent(Path home, List<String> command) {
        this.home = home;
        this.command = List.copyOf(command);
    }

    /** As the package phase has put it together, on this test's own Java. */
    static BuiltAgent in(Path home) {
        return new BuiltAgent(home, Built.agent());
    }

    /** The same agent, reached by other words, such as those of an installed command. */
    BuiltAgent by(String... words) {
        return new BuiltAgent(home, List.of(words));
    }

    /** The same command, run by another that takes a command as its arguments. */
    BuiltAgent inside(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(command);
        return new BuiltAgent(home, all);
    }

    /** The agent's own folder. */
    Path state() {
        return home.resolve("agent");
    }

    /** What it takes for its machine. */
    Path root() {
        return home.resolve("root");
    }

    /** Writes a file of the root. */
    BuiltAgent file(String path, String content) {
        try {
            Path file = root().resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes it a member over clear HTTP. */
    BuiltAgent enrol(ServedWatchword served) {
        JsonNode token = token(served);
        assertEquals(
                0,
                enrol(
                        served.endpoint(),
                        token.path("token").asText(),
                        "--server-key",
                        token.path("server_key_fingerprint").asText()),
                this::printed);
        return this;
    }

    /** How {@code agent enrol} ends. */
    int enrol(String endpoint, String token, String... more) {
        try {
            Path file = Files.writeString(home.resolve("token"), token + "\n");
            List<String> words = new ArrayList<>(List.of(
                    "enrol",
                    "--state",
                    state().toString(),
                    "--root",
                    root().toString(),
                    "--server",
                    endpoint,
                    "--token-file",
                    file.toString()));
            words.addAll(List.of(more));
            return run(words.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a line ends that somebody types on the machine, and the answer to what it asks. Only folder and root are this test's own. */
    int typed(String line, String answer) {
        if (!line.startsWith("watchword agent ")) {
            throw new IllegalArgumentException(line);
        }
        try {
            List<String> words = new ArrayList<>(
                    List.of(line.substring("watchword agent ".length()).split(" ")));
            words.addAll(place());
            return ended(started(words, Files.writeString(home.resolve("answer"), answer + "\n")), words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it, in a hurry: it asks each second, and a scan may take a whole core for as long as it needs a few words. */
    Process hurried() {
        List<String> words = new ArrayList<>(List.of("run", "--offline-only", "--heartbeat", "1"));
        words.addAll(List.of("--cpu-share", "100", "--budget", "1s,3s"));
        words.addAll(place());
        return start(words.toArray(String[]::new));
    }

    private List<String> place() {
        return List.of("--state", state().toString(), "--root", root().toString());
    }

    /** A one-time token. */
    static JsonNode token(ServedWatchword served) {
        return served.root()
                .post("/v1/watchword/" + served.bootstrap().projectId() + "/enrolment-tokens", "{\"ttl_seconds\":3600}")
                .expect(201)
                .json();
    }

    /** How a command ends. */
    int run(String... words) {
        return ended(start(words), List.of(words));
    }

    private static int ended(Process process, List<String> words) {
        try {
            assertTrue(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS), () -> "hangs: " + String.join(" ", words));
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Starts a command that goes on; its process is the command's own. */
    Process start(String... words) {
        return started(List.of(words), Path.of("/dev/null"));
    }

    private Process started(List<String> words, Path input) {
        List<String> line = new ArrayList<>(List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--"));
        line.addAll(command);
        line.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(input.toFile()))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("out").toFile()));
        builder.environment().keySet().retainAll(List.of("PATH", "LANG"));
        builder.environment().put("PATH", "/usr/bin:/bin");
        try {
            Process process = builder.start();
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that every command printed so far. */
    String printed() {
        try {
            return Files.readString(home.resolve("out"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }
}
