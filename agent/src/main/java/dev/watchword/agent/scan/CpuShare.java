package dev.watchword.agent.scan;

import dev.watchword.agent.machine.Machine;
import dev.watchword.audit.Pace;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Holds the whole process (workers, compiler, collector) to a share of one processor core. CPU time that was used beyond the share is waited
 * off before the next batch; what was not used is lost but for a tenth of a second's worth, so that no minute takes much more than its share.
 * Safe for use by many threads.
 */
public final class CpuShare implements Pace {

    private static final double MOST_CREDIT_NANOS = 100e6;
    private static final long LONGEST_PAUSE_NANOS = 250_000_000;

    private final Machine machine;
    private final LongSupplier cpuNanos;
    private final double share;
    private double credit;
    private long time;
    private long cpu;

    /**
     * A share that begins now, with what a young process has used beyond it to wait off first.
     *
     * @param age of the process, nanoseconds
     * @param cpuNanos CPU time that the process has used, nanoseconds
     * @param share of one core, above 0; 1 and more is no limit for one worker
     */
    public CpuShare(Machine machine, long age, LongSupplier cpuNanos, double share) {
        if (!(share > 0)) {
            throw new IllegalArgumentException("a share of the processor is positive");
        }
        this.machine = machine;
        this.cpuNanos = cpuNanos;
        this.share = share;
        this.time = machine.elapsed();
        this.cpu = cpuNanos.getAsLong();
        this.credit = Math.min(0, share * age - cpu);
    }

    @Override
    public void await() throws InterruptedException {
        for (long wait = owed(); wait > 0; wait = owed()) {
            machine.pause(Duration.ofNanos(Math.min(wait, LONGEST_PAUSE_NANOS)));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Nanoseconds until the share is kept again; not more than zero when it is. */
    private synchronized long owed() {
        long now = machine.elapsed();
        long used = cpuNanos.getAsLong();
        credit = Math.min(MOST_CREDIT_NANOS, credit + share * (now - time) - (used - cpu));
        time = now;
        cpu = used;
        return credit >= 0 ? 0 : Math.max(1_000_000, (long) (-credit / share));
    }
}
