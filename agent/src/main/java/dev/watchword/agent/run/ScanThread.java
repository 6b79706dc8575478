package dev.watchword.agent.run;

import dev.watchword.agent.scan.HostScanner;
import dev.watchword.agent.words.WordCache;
import dev.watchword.audit.Budget;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does each job in a thread of its own. */
public final class ScanThread implements ScanWork {

    private static final System.Logger LOG = System.getLogger(ScanThread.class.getName());
    private static final long LONGEST_END_MILLIS = 20_000;

    private final HostScanner scanner;
    private final WordCache words;
    private final AtomicReference<ScanJob.@Nullable End> end = new AtomicReference<>();
    private volatile boolean stop;
    private volatile double progress;
    private boolean busy;
    private @Nullable Thread thread;

    public ScanThread(HostScanner scanner, WordCache words) {
        this.scanner = scanner;
        this.words = words;
    }

    @Override
    public void begin(ScanJob job) {
        if (busy) {
            throw new IllegalStateException("one job at a time");
        }
        busy = true;
        stop = false;
        progress = 0;
        thread = Thread.ofPlatform()
                .name("scan")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(() -> end.set(done(job)));
    }

    @Override
    public boolean isBusy() {
        return busy;
    }

    @Override
    public Optional<ScanJob.End> ended() {
        Optional<ScanJob.End> taken = Optional.ofNullable(end.getAndSet(null));
        if (taken.isPresent()) {
            busy = false;
        }
        return taken;
    }

    @Override
    public double progress() {
        return progress;
    }

    @Override
    public void hurry() {
        stop = true;
    }

    /** Lets the job keep what it learnt, for a while. */
    @Override
    public void close() {
        stop = true;
        Thread working = thread;
        if (working == null) {
            return;
        }
        try {
            working.join(LONGEST_END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ScanJob.End done(ScanJob job) {
        try {
            return switch (job) {
                case ScanJob.Scheduled scheduled ->
                    scanned(job, scanner.limits().nightly());
                case ScanJob.Asked asked -> scanned(job, scanner.limits().asked());
                case ScanJob.Trial trial -> new ScanJob.Tried(job, scanner.tryOut(trial.words(), () -> stop));
            };
        } catch (IOException e) {
            return new ScanJob.Failed(job, String.valueOf(e.getMessage()));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "a scan failed: {0}",
                    e.getClass().getName());
            return new ScanJob.Failed(job, "the scan failed: " + e.getClass().getSimpleName());
        }
    }

    private ScanJob.End scanned(ScanJob job, Budget budget) throws IOException {
        return new ScanJob.Reported(
                job, scanner.scan(budget, words.words(), news -> progress = news.fraction(), () -> stop));
    }
}
