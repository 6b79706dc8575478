package dev.watchword.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server that runs beside the test as a child process. It is killed on {@link #close()}, and by the kernel when the
 * test's JVM dies in whatever way. The last lines that it printed are kept for error messages. Safe for use by several
 * threads.
 */
final class ServerProcess implements AutoCloseable {

    private static final int TAIL_LINES = 60;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final String name;
    private final CompletableFuture<Process> started = new CompletableFuture<>();
    private final Deque<String> tail = new ArrayDeque<>();
    private final Thread listener;
    private final Process process;

    private ServerProcess(String name, List<String> words) {
        this.name = name;
        // The kernel's "parent" is the thread that forked, so that thread must live as long as the server does: it
        // reads the log.
        this.listener = Thread.ofPlatform().daemon().name(name + "-log").start(() -> runAndListen(words));
        try {
            this.process = started.join();
        } catch (CompletionException e) {
            throw new FixtureFailure("cannot start " + name, e);
        }
    }

    /** Starts it; the words should hold {@link #dyingWithParent(List)} where the program itself is named. */
    static ServerProcess start(String name, List<String> words) {
        return new ServerProcess(name, words);
    }

    /**
     * The same command, killed when its parent dies. It stands right before the program, after every change of user or
     * namespace: such a change would clear the wish (prctl(2), PR_SET_PDEATHSIG).
     */
    static List<String> dyingWithParent(List<String> words) {
        List<String> all = new ArrayList<>(List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--"));
        all.addAll(words);
        return all;
    }

    private void runAndListen(List<String> words) {
        Process child;
        try {
            child = Command.builder(words).start();
        } catch (IOException e) {
            started.completeExceptionally(e);
            return;
        }
        started.complete(child);
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
            }
            child.waitFor();
        } catch (IOException e) {
            keep("(the rest of the log was lost: " + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(String line) {
        synchronized (tail) {
            tail.addLast(line);
            if (tail.size() > TAIL_LINES) {
                tail.removeFirst();
            }
        }
    }

    /** The last lines that it printed. */
    List<String> logTail() {
        synchronized (tail) {
            return List.copyOf(tail);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /**
     * Waits until the server answers.
     *
     * @throws FixtureFailure with the log's tail when it ended, or does not answer within the limit; it is stopped then
     */
    void awaitReady(Duration limit, BooleanSupplier ready) {
        long end = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw failure("ended with status " + process.exitValue() + " while starting");
            }
            if (System.nanoTime() > end) {
                throw failure("did not answer within " + limit);
            }
            pause();
        }
    }

    /**
     * Waits until the server has ended by itself.
     *
     * @throws FixtureFailure when it has not within the limit
     */
    void awaitEnd(Duration limit) {
        if (!isGoneWithin(limit)) {
            throw failure("did not end within " + limit);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FixtureFailure("interrupted while a server was starting", e);
        }
    }

    private FixtureFailure failure(String what) {
        close();
        awaitEndOfLog();
        return new FixtureFailure(name + " " + what + "; its last lines:\n" + String.join("\n", logTail()));
    }

    private void awaitEndOfLog() {
        try {
            listener.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to end, then kills it; returns when it is gone. */
    @Override
    public void close() {
        // Through the handle: Process.destroy() also closes the pipe that the log is read from, last lines included.
        process.toHandle().destroy();
        if (isGoneWithin(STOP_LIMIT)) {
            return;
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        if (!isGoneWithin(STOP_LIMIT)) {
            throw new FixtureFailure(name + " (process " + process.pid() + ") outlived its kill");
        }
    }

    private boolean isGoneWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.toHandle().destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
