package dev.watchword.agent.simulation;

import dev.watchword.agent.run.ScanJob;
import dev.watchword.agent.run.ScanWork;
import dev.watchword.protocol.DryRunAnswer;
import dev.watchword.protocol.ScanReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Scans that take virtual time and find one account. */
public final class VirtualScans implements ScanWork {

    /** What was begun, over all lives of the agent. */
    public final List<ScanJob> begun = new ArrayList<>();

    private final VirtualMachine machine;
    private final Duration length;
    private @Nullable ScanJob job;
    private long endsAt;

    public VirtualScans(VirtualMachine machine, Duration length) {
        this.machine = machine;
        this.length = length;
    }

    /** The process died. */
    public void die() {
        job = null;
    }

    @Override
    public void begin(ScanJob next) {
        job = next;
        begun.add(next);
        endsAt = machine.elapsed() + length.toNanos();
    }

    @Override
    public boolean isBusy() {
        return job != null;
    }

    @Override
    public Optional<ScanJob.End> ended() {
        ScanJob done = job;
        if (done == null || machine.elapsed() < endsAt) {
            return Optional.empty();
        }
        job = null;
        if (done instanceof ScanJob.Trial) {
            return Optional.of(new ScanJob.Tried(done, new DryRunAnswer(3, 1, "")));
        }
        long now = machine.wallClock();
        return Optional.of(new ScanJob.Reported(
                done,
                new ScanReport(
                        new UUID(machine.random().nextLong(), begun.size()).toString(),
                        now - length.toMillis(),
                        now,
                        List.of(new ScanReport.Store("/etc/shadow", "system", "")),
                        List.of(),
                        List.of(),
                        List.of())));
    }

    @Override
    public double progress() {
        return 0.5;
    }

    @Override
    public void hurry() {
        endsAt = machine.elapsed();
    }

    @Override
    public void close() {
        // nothing runs
    }
}
