package dev.watchword.agent.run;

import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.program.HelperProcess;
import dev.watchword.agent.scan.SlowWork;
import dev.watchword.agent.wire.Wire;
import dev.watchword.audit.Budget;
import dev.watchword.protocol.ScanReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Has a scan done by a process beside the agent ({@link ScanHelper}), where faster kernels have the memory that their compiler needs. It is
 * started for a scan that they make shorter, and ends with it. One scan at a time; hurrying and killing may come from another thread.
 */
public final class ScanProcess {

    private static final System.Logger LOG = System.getLogger(ScanProcess.class.getName());

    /** Twenty times as long as there is between two of its words, however little of the processor it has. */
    private static final Duration PATIENCE = ScanHelper.LONGEST_SILENCE.multipliedBy(20);

    private final HelperProcess helper;
    private final Disk disk;
    private final Duration patience;
    private volatile boolean failed;

    /** @param disk the agent's own, on which the last scan tells what it left */
    public ScanProcess(HelperProcess helper, Disk disk) {
        this(helper, disk, PATIENCE);
    }

    /** @param patience how long the process may say nothing */
    ScanProcess(HelperProcess helper, Disk disk, Duration patience) {
        this.helper = helper;
        this.disk = disk;
        this.patience = patience;
    }

    /** Whether the next scan is better done there. Once it died or hung, no more until the agent is started anew. */
    boolean pays() throws IOException {
        return !failed && SlowWork.last(disk).pays();
    }

    /**
     * Scans.
     *
     * @param progress told of the share of the work that is done
     * @param stop once true, the scan ends with what it has
     * @return the report; empty when the process cannot be started, died, hung, or failed with the scan, of which nothing but its processor time
     *     is lost: if it is not the process's own fault, the agent's own scan will say so
     */
    Optional<ScanReport> scan(Budget budget, List<String> words, DoubleConsumer progress, BooleanSupplier stop) {
        AtomicReference<Optional<ScanNews>> last = new AtomicReference<>(Optional.empty());
        // The agent waits from here on: what its heap holds no more goes back before the other process takes as much.
        System.gc();
        try {
            helper.ask(
                    Wire.write(ScanTask.of(budget, words)), patience, answer -> isNews(answer, progress, stop, last));
        } catch (IOException | OutOfMemoryError e) {
            last.set(Optional.empty());
        } finally {
            helper.kill();
        }
        Optional<ScanNews> told = Objects.requireNonNull(last.get());
        Optional<ScanReport> report = told.flatMap(ScanNews::report);
        if (report.isEmpty()) {
            failed = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the process of a scan {0}: the agent goes on with it by itself",
                    told.isPresent() ? "failed (" + told.get().problem() + ")" : "died or hung");
        }
        return report;
    }

    /** A wish to hurry that came before the process had started is passed on with its first news. */
    private boolean isNews(
            byte[] answer, DoubleConsumer progress, BooleanSupplier stop, AtomicReference<Optional<ScanNews>> last) {
        Optional<ScanNews> told = Wire.read(answer, ScanNews.class);
        if (told.filter(each -> !each.isLast()).isEmpty()) {
            last.set(told);
            return false;
        }
        progress.accept(told.get().progress());
        if (stop.getAsBoolean()) {
            helper.hurry();
        }
        return true;
    }

    /** Asks the scan that is under way to end with what it has. */
    void hurry() {
        helper.hurry();
    }

    /** Ends the scan that is under way at once. */
    void kill() {
        helper.kill();
    }
}
