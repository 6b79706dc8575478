package dev.watchword.agent.program;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A second process that answers one question after the other: what may break it breaks nothing else. Questions and answers are bytes behind
 * their length in four bytes, big-endian, on its standard input and output; a question without bytes asks it to come to an end with the one before. What
 * it prints besides goes where the agent's errors go. It is started when it is needed, ends by itself when its input does (so when the agent dies), and
 * is killed by {@link #kill}. One question at a time; hurrying and killing may come from another thread.
 */
public final class HelperProcess {

    private static final int MOST_ANSWER = 32 << 20;
    private static final int LONGEST_END_SECONDS = 5;
    private static final Duration FOR_EVER = Duration.ofDays(365);
    private static final byte[] NOTHING = {};

    /** One arena: memory that a library takes is given back, and many threads take no more than one. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LC_ALL", "C.UTF-8",
            "MALLOC_ARENA_MAX", "1");

    private final List<String> words;

    /** A question and a wish to hurry never get into each other. */
    private final ReentrantLock writing = new ReentrantLock();

    private @Nullable Process process;

    /** @param words the program and its arguments, never a secret */
    public HelperProcess(List<String> words) {
        this.words = List.copyOf(words);
    }

    /**
     * Asks.
     *
     * @return the answer; empty when the process died over it, or was killed
     * @throws IOException when the process cannot be started
     */
    public Optional<byte[]> ask(byte[] question) throws IOException {
        return ask(question, FOR_EVER, answer -> false);
    }

    /**
     * Asks, and hears how it goes meanwhile.
     *
     * @param patience how long it may say nothing before it passes for one that hangs, and is killed
     * @param isNews takes each answer; whether it was news, and another one will come
     * @return the last answer; empty when the process died over it, or was killed
     * @throws IOException when the process cannot be started
     */
    public Optional<byte[]> ask(byte[] question, Duration patience, Predicate<byte[]> isNews) throws IOException {
        Process asked = running();
        try (SilenceGuard guard = SilenceGuard.over(asked, patience)) {
            askOnly(asked, question);
            DataInputStream in = new DataInputStream(asked.getInputStream());
            while (true) {
                int length = in.readInt();
                byte[] answer = length >= 0 && length <= MOST_ANSWER ? in.readNBytes(length) : NOTHING;
                if (answer.length != length) {
                    break;
                }
                guard.heard();
                if (!isNews.test(answer)) {
                    return Optional.of(answer);
                }
            }
        } catch (IOException e) {
            // it is gone, which the empty answer says
        }
        kill(asked);
        return Optional.empty();
    }

    /** Ends this process, unless another one has taken its place. */
    private synchronized void kill(Process asked) {
        if (process == asked) {
            kill();
        }
    }

    /** Asks it to answer the question that it is at with what it has; says nothing while that is still being asked. */
    public void hurry() {
        Process asked;
        synchronized (this) {
            asked = process;
        }
        // a process that takes no question would hold up whoever is in a hurry
        if (asked == null || !writing.tryLock()) {
            return;
        }
        try {
            write(asked, NOTHING);
        } catch (IOException e) {
            // it has ended already
        } finally {
            writing.unlock();
        }
    }

    private void askOnly(Process asked, byte[] question) throws IOException {
        writing.lock();
        try {
            write(asked, question);
        } finally {
            writing.unlock();
        }
    }

    private static void write(Process asked, byte[] question) throws IOException {
        DataOutputStream out = new DataOutputStream(asked.getOutputStream());
        out.writeInt(question.length);
        out.write(question);
        out.flush();
    }

    /** Ends it at once; the next question starts another. */
    public synchronized void kill() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        running.destroyForcibly();
        try {
            running.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Process running() throws IOException {
        Process there = process;
        if (there != null && there.isAlive()) {
            return there;
        }
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        Process started = builder.start();
        process = started;
        return started;
    }
}
