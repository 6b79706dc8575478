package dev.watchword.agent.program;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Kills a process that says nothing for too long, until it is closed: a process that was stopped, or hangs, holds up nobody for ever. The time that the
 * machine sleeps, or this program is stopped, does not count. Safe for use by several threads.
 */
final class SilenceGuard implements AutoCloseable {

    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Process process;
    private final long patienceNanos;
    private long heardAt = System.nanoTime();
    private boolean closed;

    private SilenceGuard(Process process, Duration patience) {
        this.process = process;
        this.patienceNanos = patience.toNanos();
    }

    /** Begins to wait for the first word. */
    static SilenceGuard over(Process process, Duration patience) {
        SilenceGuard guard = new SilenceGuard(process, patience);
        Thread.ofPlatform().name("silence").daemon().start(guard::watch);
        return guard;
    }

    /** The process has said something. */
    synchronized void heard() {
        heardAt = System.nanoTime();
    }

    private synchronized void watch() {
        try {
            while (!closed) {
                long left = patienceNanos - (System.nanoTime() - heardAt);
                if (left <= 0) {
                    process.destroyForcibly();
                    return;
                }
                waitFor(Math.min(left, SLICE_NANOS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A wait that took far longer than it should is one in which this program stood still, and the other may have, too. */
    private void waitFor(long nanos) throws InterruptedException {
        long began = System.nanoTime();
        TimeUnit.NANOSECONDS.timedWait(this, nanos);
        long over = System.nanoTime() - began - nanos;
        if (over > SLICE_NANOS) {
            heardAt += over;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
