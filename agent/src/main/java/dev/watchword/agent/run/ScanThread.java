package dev.watchword.agent.run;

import dev.watchword.agent.scan.HostScanner;
import dev.watchword.agent.words.WordCache;
import dev.watchword.audit.Budget;
import dev.watchword.protocol.ScanReport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Does each job in a thread of its own, and a scan that faster kernels make shorter in a process of its own. */
public final class ScanThread implements ScanWork {

    private static final System.Logger LOG = System.getLogger(ScanThread.class.getName());
    private static final long LONGEST_END_MILLIS = 20_000;
    private static final long LEAST_BUDGET_MILLIS = 1_000;
    private static final long FIRST_MINUTE_MILLIS = 60_000;
    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private final HostScanner scanner;
    private final WordCache words;
    private final Optional<ScanProcess> beside;
    private final LongSupplier ageMillis;
    private final AtomicReference<ScanJob.@Nullable End> end = new AtomicReference<>();
    private volatile boolean stop;
    private volatile double progress;
    private boolean busy;
    private @Nullable Thread thread;

    /** @param beside where faster kernels have room, if anywhere */
    public ScanThread(HostScanner scanner, WordCache words, Optional<ScanProcess> beside) {
        this(scanner, words, beside, ManagementFactory.getRuntimeMXBean()::getUptime);
    }

    /** @param ageMillis of the agent's process */
    ScanThread(HostScanner scanner, WordCache words, Optional<ScanProcess> beside, LongSupplier ageMillis) {
        this.ageMillis = ageMillis;
        this.scanner = scanner;
        this.words = words;
        this.beside = beside;
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
        beside.ifPresent(ScanProcess::hurry);
    }

    /** Lets the job keep what it learnt, for a while, also when the caller is interrupted: that is how the agent is told to stop. */
    @Override
    public void close() {
        hurry();
        boolean interrupted = Thread.interrupted();
        try {
            Thread working = thread;
            if (working != null) {
                working.join(LONGEST_END_MILLIS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        beside.ifPresent(ScanProcess::kill);
        if (interrupted) {
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
        List<String> all = words.words();
        if (beside.isPresent() && beside.get().pays()) {
            awaitFirstMinute();
            // Whoever was told to stop meanwhile starts nothing any more: the end that the agent itself makes takes a
            // moment.
            Optional<ScanReport> report = stop
                    ? Optional.empty()
                    : beside.get().scan(budget, all, fraction -> progress = fraction, () -> stop);
            if (report.isPresent()) {
                return new ScanJob.Reported(job, report.get());
            }
        }
        return new ScanJob.Reported(
                job, scanner.scan(left(budget), all, news -> progress = news.fraction(), () -> stop));
    }

    /** The start of a process takes half of a minute's share, as the agent's own does: both in one minute would be too much. */
    private void awaitFirstMinute() {
        try {
            while (!stop && scanner.limits().cpuShare() < 1 && ageMillis.getAsLong() < FIRST_MINUTE_MILLIS) {
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of a budget of which a process that died has spent some. */
    private Budget left(Budget budget) {
        long total = Math.round(budget.total().toMillis() * (1 - progress));
        return new Budget(budget.perAccount(), Duration.ofMillis(Math.max(LEAST_BUDGET_MILLIS, total)));
    }
}
