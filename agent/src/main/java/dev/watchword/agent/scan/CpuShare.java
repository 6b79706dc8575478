package dev.watchword.agent.scan;

import dev.watchword.agent.machine.Machine;
import dev.watchword.audit.Pace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Holds the whole process (workers, compiler, collector) to a share of one processor core, over any minute.
 *
 * <p>CPU time that was used beyond the share is waited off before the next batch. Two things would leave a minute short of its share: others
 * that keep the process from running, and a burst, such as the start of the process, that is waited off at once, so that the minute that
 * begins behind it is nearly empty. So a little of what was not used is kept, and a burst becomes a debt that is paid by running a little
 * slower. No batch begins while the minute before it is full.
 *
 * <p>Safe for use by many threads.
 */
public final class CpuShare implements Pace {

    private static final double MINUTE_NANOS = 60e9;

    /** Of a minute's share: what is kept when it was not used. */
    private static final double KEPT = 0.1;

    /** Of a minute's share: what is waited off at once, as much as one guess may take of a tenth of a core. */
    private static final double AT_ONCE = 0.2;

    /** Of a minute's share: the largest debt; what is beyond it is waited off at once as well. */
    private static final double MOST_DEBT = 0.5;

    /** Of the share: how much slower a debtor runs. */
    private static final double PAYING = 0.15;

    /** Of a minute's share: how much more makes a minute full. A compiler that is under way then takes a little more yet. */
    private static final double FULL = 0.1;

    private static final long LONGEST_PAUSE_NANOS = 250_000_000;
    private static final double SAMPLE_NANOS = 500e6;

    private final Machine machine;
    private final LongSupplier cpuNanos;
    private final double share;
    private final double minuteShare;
    private final Deque<Sample> minute = new ArrayDeque<>();
    private double credit;
    private double debt;
    private Sample last;

    /** What the process had used at a moment, both in nanoseconds. */
    private record Sample(long time, long cpu) {}

    /**
     * A share that begins now, with a debt of what a young process has used beyond it.
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
        this.last = new Sample(machine.elapsed(), cpuNanos.getAsLong());
        this.minuteShare = share * MINUTE_NANOS;
        if (age < MINUTE_NANOS) {
            minute.add(new Sample(last.time() - age, 0));
        }
        minute.add(last);
        this.credit = Math.min(0, share * age - last.cpu());
        owe(-credit);
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
        Sample now = new Sample(machine.elapsed(), cpuNanos.getAsLong());
        double time = now.time() - last.time();
        double paid = Math.min(debt, PAYING * share * time);
        debt -= paid;
        credit = Math.min(KEPT * minuteShare, credit + share * time - paid - (now.cpu() - last.cpu()));
        last = now;
        owe(-credit - AT_ONCE * minuteShare);
        remember(now);
        if (isMinuteFull(now)) {
            return LONGEST_PAUSE_NANOS;
        }
        double rate = debt > 0 ? share * (1 - PAYING) : share;
        return credit >= 0 ? 0 : Math.max(1_000_000, (long) (-credit / rate));
    }

    /** Makes a debt of what the credit lacks, as far as there may be one. */
    private void owe(double nanos) {
        double more = Math.clamp(nanos, 0, MOST_DEBT * minuteShare - debt);
        debt += more;
        credit += more;
    }

    private void remember(Sample now) {
        if (now.time() - minute.getLast().time() >= SAMPLE_NANOS) {
            minute.add(now);
        }
        while (minute.size() > 1 && now.time() - minute.getFirst().time() > MINUTE_NANOS) {
            minute.removeFirst();
        }
    }

    private boolean isMinuteFull(Sample now) {
        return share < 1 && now.cpu() - minute.getFirst().cpu() > (1 + FULL) * minuteShare;
    }
}
