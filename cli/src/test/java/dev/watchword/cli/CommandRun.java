package dev.watchword.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of the command, to its end, with all that it printed. */
record CommandRun(int exit, byte[] out, byte[] err) {

    /** A guard against a hang, not a measure: many times what any run here takes. */
    private static final Duration LONGEST = Duration.ofMinutes(25);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Runs the command in this JVM. */
    static CommandRun inProcess(String... arguments) {
        return inProcess(new byte[0], arguments);
    }

    /** Runs the command in this JVM with these bytes as its standard input. */
    static CommandRun inProcess(byte[] input, String... arguments) {
        InputStream in = System.in;
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (PrintStream newOut = new PrintStream(printed, true, StandardCharsets.UTF_8);
                PrintStream newErr = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            System.setIn(new ByteArrayInputStream(input));
            System.setOut(newOut);
            System.setErr(newErr);
            int exit = Watchword.commandLine(arguments).execute(arguments);
            return new CommandRun(exit, printed.toByteArray(), told.toByteArray());
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Runs the command as the launcher does, in a JVM of its own with these further flags. */
    static CommandRun child(List<String> flags, String... arguments) {
        return of(commandLine(flags, arguments));
    }

    /** Runs any program without input. */
    static CommandRun of(List<String> words) {
        try {
            return ended(start(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a program; its end comes from {@link #ended}. */
    static Process start(List<String> words) throws IOException {
        Process process = new ProcessBuilder(words).start();
        process.getOutputStream().close();
        return process;
    }

    /** Waits for the end of a program. */
    static CommandRun ended(Process process) {
        CompletableFuture<byte[]> out = reading(process.getInputStream());
        CompletableFuture<byte[]> err = reading(process.getErrorStream());
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("not done after " + LONGEST);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return new CommandRun(process.exitValue(), out.join(), err.join());
    }

    /** The words that start the built command in a JVM of its own: what the package phase has put together. */
    static List<String> commandLine(List<String> flags, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        words.addAll(flags);
        words.addAll(List.of("-cp", Path.of("target", "watchword").toAbsolutePath() + "/*"));
        words.add(Watchword.class.getName());
        words.addAll(List.of(arguments));
        return words;
    }

    String outText() {
        return new String(out, StandardCharsets.UTF_8);
    }

    String errText() {
        return new String(err, StandardCharsets.UTF_8);
    }

    /** The report on standard output; fails when there is anything but JSON. */
    JsonScan scan() {
        try {
            return new JsonScan(JSON.reader().readTree(out));
        } catch (IOException e) {
            throw new AssertionError("no JSON, exit " + exit + ": " + outText() + errText(), e);
        }
    }

    private static CompletableFuture<byte[]> reading(InputStream stream) {
        CompletableFuture<byte[]> all = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try (stream) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                stream.transferTo((OutputStream) bytes);
                all.complete(bytes.toByteArray());
            } catch (IOException e) {
                all.completeExceptionally(e);
            }
        });
        return all;
    }
}
