package dev.watchword.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that is run to its end, within a time limit and with an environment of its own (C locale, the system's
 * PATH), so that a developer's settings change nothing. What is secret goes to its standard input: arguments can be
 * read by every user of the machine.
 *
 * @param words the program and its arguments
 * @param input its standard input
 * @param limit how long it may take
 */
public record Command(List<String> words, String input, Duration limit) {

    static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8");

    public Command {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command has at least one word");
        }
        words = List.copyOf(words);
    }

    public static Command of(String... words) {
        return of(List.of(words));
    }

    public static Command of(List<String> words) {
        return new Command(words, "", Duration.ofSeconds(60));
    }

    public Command input(String text) {
        return new Command(words, text, limit);
    }

    /**
     * How it ended.
     *
     * @param exit its exit status
     * @param output standard output and standard error, as they came
     */
    public record Ending(int exit, String output) {}

    /**
     * Runs it and tells how it ended.
     *
     * @throws FixtureFailure when it cannot be started or is not done within the limit (it is killed then)
     */
    public Ending run() {
        try {
            Process process = builder(words).start();
            CompletableFuture<String> output =
                    CompletableFuture.supplyAsync(() -> read(process), Thread::startVirtualThread);
            Thread.startVirtualThread(() -> feed(process));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new FixtureFailure(words.getFirst() + " was not done after " + limit);
            }
            return new Ending(process.exitValue(), output.join());
        } catch (IOException e) {
            throw new FixtureFailure("cannot run " + words.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FixtureFailure("interrupted while running " + words.getFirst(), e);
        }
    }

    /**
     * Runs it and returns what it printed.
     *
     * @throws FixtureFailure also when its exit status is not zero
     */
    public String runOrFail() {
        Ending ending = run();
        if (ending.exit() != 0) {
            throw new FixtureFailure("exit status %d of %s: %s"
                    .formatted(
                            ending.exit(),
                            String.join(" ", words),
                            ending.output().strip()));
        }
        return ending.output();
    }

    static ProcessBuilder builder(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(its output was lost: " + e.getMessage() + ")";
        }
    }

    private void feed(Process process) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ignored) {
            // A program may end without reading its input; its exit status tells what that means.
        }
    }

    /** Prints the program's name only: arguments may tell more than a log should hold. */
    @Override
    public String toString() {
        return "Command[" + words.getFirst() + "]";
    }
}
