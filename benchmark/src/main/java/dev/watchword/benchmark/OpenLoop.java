package dev.watchword.benchmark;

import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Work that becomes due at its time whether or not earlier work was answered: what somebody waits is counted from when it was due.
 * Safe for use by many threads.
 */
final class OpenLoop implements AutoCloseable {

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /** What is done at its time. */
    interface Work {
        void run(long dueNanos) throws InterruptedException;
    }

    /** Plans work for a moment of {@link System#nanoTime}. */
    synchronized void at(long nanos, Work work) {
        queue.add(new Due(nanos, work));
        notifyAll();
    }

    /** Plans work for so many seconds from now. */
    void in(double seconds, Work work) {
        at(System.nanoTime() + (long) (seconds * 1e9), work);
    }

    /** Lets what becomes due run, for so long. */
    void run(double seconds) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (Due due = next(end); due != null; due = next(end)) {
            Due now = due;
            workers.submit(() -> {
                now.work.run(now.nanos);
                return null;
            });
        }
    }

    private synchronized @Nullable Due next(long end) throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            if (now >= end) {
                return null;
            }
            Due first = queue.peek();
            if (first != null && first.nanos <= now) {
                return queue.poll();
            }
            long until = first == null ? end : Math.min(end, first.nanos);
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, until - now));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            queue.clear();
        }
        workers.close();
    }

    private record Due(long nanos, Work work) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(nanos, other.nanos);
        }
    }
}
