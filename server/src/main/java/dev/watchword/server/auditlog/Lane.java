package dev.watchword.server.auditlog;

import dev.watchword.server.auditlog.Sink.Kept;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings lines to one sink, in order, on a thread of its own: all that wait go together, so that many writers share one
 * flush to disk. A sink that fails is asked again each second, and gets what it missed from the other.
 */
final class Lane {

    private static final System.Logger LOG = System.getLogger(Lane.class.getName());
    private static final int BATCH = 1_000;
    private static final int BACKLOG = 20_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CHECK = Duration.ofSeconds(5);

    private final Sink sink;
    private final ReentrantLock lock;
    private final Condition progress;
    private final Condition work;
    private final Condition pause;
    private final Deque<Kept> waiting = new ArrayDeque<>();
    private final Thread thread;
    private Source missed = (seq, most) -> List.of();
    private long durable;
    private boolean sure = true;
    private boolean healthy = true;
    private boolean ending;

    /** Where lines that a sink missed are found. */
    @FunctionalInterface
    interface Source {
        List<Kept> from(long seq, int most) throws IOException;
    }

    /**
     * @param durable the last line that the sink holds
     * @param lock guards every lane of a log
     * @param progress signalled when something became durable, or failed
     */
    Lane(Sink sink, long durable, ReentrantLock lock, Condition progress) {
        this.sink = sink;
        this.durable = durable;
        this.lock = lock;
        this.progress = progress;
        this.work = lock.newCondition();
        this.pause = lock.newCondition();
        this.thread = Thread.ofPlatform().daemon().name("audit-" + sink.name()).unstarted(this::run);
    }

    void start(Source other) {
        this.missed = other;
        thread.start();
    }

    /** Takes a line; the lock is held. */
    void add(Kept line) {
        if (waiting.size() >= BACKLOG) {
            waiting.clear(); // the other sink has them, or nobody was told that they are kept
        }
        waiting.add(line);
        work.signal();
    }

    /** Whether this line is on disk; the lock is held. */
    boolean holds(long seq) {
        return durable >= seq;
    }

    /** Whether the sink took what it was given last; the lock is held. */
    boolean healthy() {
        return healthy;
    }

    /** A sink that says nothing for too long counts as failed; the lock is held. */
    void giveUp() {
        tell(false, "it did not answer in time");
    }

    /** Writes what waits, if it can be written, and ends. */
    void end(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            ending = true;
            work.signal();
            pause.signal();
        } finally {
            lock.unlock();
        }
        thread.join(patience);
    }

    private void run() {
        while (true) {
            List<Kept> batch = next();
            if (batch.isEmpty() && isEnding()) {
                return;
            }
            try {
                keep(batch);
            } catch (IOException | RuntimeException e) {
                if (isEnding()) {
                    return;
                }
                failed(batch, e);
            }
        }
    }

    private List<Kept> next() {
        lock.lock();
        try {
            if (waiting.isEmpty() && !ending) {
                if (!work.await(CHECK.toNanos(), TimeUnit.NANOSECONDS)) {
                    return new ArrayList<>();
                }
            }
            List<Kept> batch = new ArrayList<>();
            while (batch.size() < BATCH && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending = true;
            return new ArrayList<>();
        } finally {
            lock.unlock();
        }
    }

    private void keep(List<Kept> batch) throws IOException {
        sink.check();
        long before = batch.isEmpty() ? durableNow() : batch.getFirst().seq() - 1;
        if (!sure || before != durableNow()) {
            long last = catchUp(sink, missed, before);
            batch.removeIf(line -> line.seq() <= last);
            sure = true;
        }
        if (!batch.isEmpty()) {
            sink.append(batch);
        }
        done(batch.isEmpty() ? before : batch.getLast().seq());
    }

    /** Gives a sink the lines that it missed, up to this one; answers what it holds then. */
    static long catchUp(Sink sink, Source source, long upTo) throws IOException {
        long last = sink.last().map(Kept::seq).orElse(0L);
        while (last < upTo) {
            List<Kept> lines = source.from(last + 1, BATCH).stream()
                    .filter(line -> line.seq() <= upTo)
                    .toList();
            if (lines.isEmpty()) {
                throw new IOException("the lines after " + last + " are nowhere");
            }
            sink.append(lines);
            last = lines.getLast().seq();
        }
        return last;
    }

    /** What the sink holds now is unknown: the next try asks it. */
    private void failed(List<Kept> batch, Exception e) {
        sure = false;
        lock.lock();
        try {
            for (int i = batch.size() - 1; i >= 0; i--) {
                waiting.addFirst(batch.get(i));
            }
            tell(false, String.valueOf(e.getMessage()));
            if (!ending) {
                pause.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            ending = true;
        } finally {
            lock.unlock();
        }
    }

    private void done(long seq) {
        lock.lock();
        try {
            durable = Math.max(durable, seq);
            tell(true, "");
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tell(boolean good, String reason) {
        if (good != healthy) {
            healthy = good;
            LOG.log(
                    good ? System.Logger.Level.INFO : System.Logger.Level.ERROR,
                    good ? "audit log: the {0} works again" : "audit log: the {0} failed: {1}",
                    sink.name(),
                    reason);
        }
        progress.signalAll();
    }

    private long durableNow() {
        lock.lock();
        try {
            return durable;
        } finally {
            lock.unlock();
        }
    }

    private boolean isEnding() {
        lock.lock();
        try {
            return ending;
        } finally {
            lock.unlock();
        }
    }
}
