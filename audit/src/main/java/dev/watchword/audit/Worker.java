package dev.watchword.audit;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Kernels;
import dev.watchword.hash.SchemeId;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thread that digests batches until there are no more. Owns its kernels. */
final class Worker implements Runnable {

    /** Takes word of batches that could not be digested. */
    interface FailureSink {
        void failed(Batch batch, String reason);
    }

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Schedule schedule;
    private final FailureSink failures;
    private final Pace pace;
    private final Kernels fastest;
    private final Map<SchemeId, HashKernel> kernels = new HashMap<>();
    private byte[] digests = new byte[0];

    Worker(Schedule schedule, FailureSink failures, Pace pace, Kernels fastest) {
        this.schedule = schedule;
        this.failures = failures;
        this.pace = pace;
        this.fastest = fastest;
    }

    @Override
    public void run() {
        try {
            pace.await();
            for (Optional<Batch> batch = schedule.next(); batch.isPresent(); batch = schedule.next()) {
                work(batch.get());
                pace.await();
            }
        } catch (InterruptedException e) {
            // Asking once more makes the schedule note that the rest was not done.
            schedule.stop();
            schedule.next();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            // Nobody knows what was left undone: the scan must not pass for a whole one.
            schedule.abort(e.getClass().getSimpleName());
        } finally {
            kernels.values().forEach(HashKernel::close);
        }
    }

    private void work(Batch batch) {
        long before = THREADS.getCurrentThreadCpuTime();
        try {
            digest(batch);
            List<Schedule.Hit> hits = hits(batch);
            double nanos = THREADS.getCurrentThreadCpuTime() - before;
            schedule.done(batch, hits, nanos, fastest.lanes(batch.costClass().settings()));
        } catch (OutOfMemoryError e) {
            giveUpMemory();
            fail(batch, "not enough memory for a guess");
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            fail(batch, "the kernel failed: " + e.getClass().getSimpleName());
        } finally {
            batch.pairs().words().wipe();
            Arrays.fill(digests, (byte) 0);
        }
    }

    private void fail(Batch batch, String reason) {
        schedule.failed(batch);
        failures.failed(batch, reason);
    }

    private void giveUpMemory() {
        kernels.values().forEach(HashKernel::close);
        kernels.clear();
    }

    private void digest(Batch batch) {
        int needed = batch.size() * batch.costClass().settings().digestBytes();
        if (digests.length < needed) {
            digests = new byte[needed];
        }
        kernels.computeIfAbsent(
                        batch.costClass().scheme().id(),
                        id -> fastest.open(batch.costClass().scheme()))
                .digest(batch.pairs(), digests);
    }

    private List<Schedule.Hit> hits(Batch batch) {
        int length = batch.costClass().settings().digestBytes();
        List<Schedule.Hit> hits = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            List<Subject> matching = batch.walk(i).group().matching(digests, i * length);
            if (!matching.isEmpty()) {
                hits.add(new Schedule.Hit(i, matching));
            }
        }
        return hits;
    }
}
