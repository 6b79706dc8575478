package dev.watchword.agent.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program of the host, named by its absolute path. It gets an environment of its own, secrets on its standard input only
 * (arguments and environment can be read by others), a time after which it is killed with all that it started, and a bound
 * on what is kept of its output. Safe for use by many threads.
 *
 * @param file absolute
 * @param arguments never a secret
 * @param limit how long it may take
 */
public record Program(Path file, List<String> arguments, Duration limit) {

    private static final int MOST_OUTPUT = 256 << 10;
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");

    public Program {
        if (!file.isAbsolute()) {
            throw new IllegalArgumentException(file + " is not absolute");
        }
        arguments = List.copyOf(arguments);
    }

    /** How it ended. */
    public sealed interface Ending {

        /**
         * By itself.
         *
         * @param status 0 when all went well
         * @param output standard output, cut when it is long; standard error is not kept
         */
        record Exited(int status, byte[] output) implements Ending {

            @Override
            public String toString() {
                return "Exited[" + status + "]";
            }
        }

        /** There is no such program, or it may not be started. */
        record NotStarted() implements Ending {}

        /** It took too long, or the agent was told to stop, and it was killed. */
        record Killed() implements Ending {}
    }

    /** Whether it is there. */
    public boolean isThere() {
        return Files.isExecutable(file);
    }

    /** Runs it without input. */
    public Ending run() {
        return run(new byte[0]);
    }

    /**
     * Runs it.
     *
     * @param input its standard input; stays the caller's, who wipes it
     */
    public Ending run(byte[] input) {
        Process process;
        try {
            process = builder().start();
        } catch (IOException e) {
            return new Ending.NotStarted();
        }
        CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(
                () -> bounded(process), task -> Thread.ofVirtual().start(task));
        Thread feeder = Thread.ofVirtual().start(() -> feed(process, input));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return killed(process);
            }
            feeder.join();
            return new Ending.Exited(process.exitValue(), output.get(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return killed(process);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return killed(process);
        }
    }

    private ProcessBuilder builder() {
        List<String> words = new ArrayList<>(List.of(file.toString()));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }

    private static Ending killed(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Ending.Killed();
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // a program may end without reading its input; its status tells what that means
        }
    }

    /** Reads to the end, so that the program is not held up, and keeps the beginning. */
    private static byte[] bounded(Process process) {
        byte[] kept = new byte[MOST_OUTPUT];
        int length = 0;
        byte[] more = new byte[8_192];
        try (InputStream stdout = process.getInputStream()) {
            for (int count = stdout.read(more); count >= 0; count = stdout.read(more)) {
                int room = Math.min(count, MOST_OUTPUT - length);
                System.arraycopy(more, 0, kept, length, room);
                length += room;
            }
        } catch (IOException e) {
            // what came until then is what there is
        }
        return Arrays.copyOf(kept, length);
    }

    /** The program alone: arguments are nobody's business. */
    @Override
    public String toString() {
        return "Program[" + file + "]";
    }
}
