package dev.watchword.audit;

import dev.watchword.hash.Kernels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the workers of one scan and tells of its progress while they work. */
final class Workers {

    private static final long TELL_MILLIS = 250;

    private Workers() {}

    /** Returns when no worker has anything left to do. */
    static void run(
            Schedule schedule,
            AuditOptions options,
            Pace pace,
            Kernels kernels,
            ScanProgress.Listener listener,
            AtomicInteger found,
            Worker.FailureSink failures) {
        long start = System.nanoTime();
        CountDownLatch running = new CountDownLatch(options.threads());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.threads(); i++) {
            Worker worker = new Worker(schedule, failures, pace, kernels);
            threads.add(Thread.ofPlatform().name("audit-" + i).daemon().start(() -> {
                try {
                    worker.run();
                } finally {
                    running.countDown();
                }
            }));
        }
        boolean interrupted = false;
        while (true) {
            try {
                if (running.await(TELL_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
                listener.progress(progress(schedule, options, found.get(), System.nanoTime() - start));
            } catch (InterruptedException e) {
                schedule.stop();
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ScanProgress progress(Schedule schedule, AuditOptions options, int found, long elapsedNanos) {
        double spent = schedule.spentNanos();
        double left = schedule.remainingNanos();
        double seconds = Math.max(elapsedNanos / 1e9, 1e-3);
        long hashes = schedule.digests();
        return new ScanProgress(
                hashes,
                hashes / seconds,
                spent + left <= 0 ? 1 : spent / (spent + left),
                Duration.ofNanos((long) (left / options.threads())),
                found);
    }
}
