package dev.watchword.agent.schedule;

import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.ScanSchedule;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Knows durably when to scan and up to which moment that was done. Scans that were missed, however many, are caught up once; a machine that
 * never scanned does so at once. Not safe for use by several threads.
 */
public final class ScanDiary {

    private static final String FILE = "schedule";

    /** A moment so far ahead was written by a clock that was wrong. */
    private static final long SENSIBLE_AHEAD_MILLIS = 26 * 3_600_000L;

    /** A scan that brings the agent down is not begun for ever. */
    static final int MOST_ATTEMPTS = 3;

    private final Disk disk;
    private final String hostId;
    private Kept kept;

    private ScanDiary(Disk disk, String hostId, Kept kept) {
        this.disk = disk;
        this.hostId = hostId;
        this.kept = kept;
    }

    /** Opens the diary; a damaged one begins anew. */
    public static ScanDiary open(Disk disk, String hostId) throws IOException {
        Kept kept = disk.read(FILE)
                .flatMap(json -> Wire.read(json, Kept.class))
                .filter(each -> ScanTimes.isSound(each.schedule()))
                .orElse(new Kept(ScanTimes.DEFAULT, 0, 0, 0));
        return new ScanDiary(disk, hostId, kept);
    }

    /** Takes what the server says; a schedule that cannot be is passed over. */
    public void follow(ScanSchedule schedule) throws IOException {
        if (ScanTimes.isSound(schedule) && !schedule.equals(kept.schedule())) {
            keep(new Kept(schedule, kept.doneUntil(), kept.begunAt(), kept.attempts()));
        }
    }

    /** What is followed. */
    public ScanSchedule schedule() {
        return kept.schedule();
    }

    /** Whether a scan is due that was not done, nor begun in vain too often. */
    public boolean isDue(Instant now, ZoneId zone) {
        long done = sensible(kept.doneUntil(), now);
        if (done == 0) {
            return kept.attempts() < MOST_ATTEMPTS || isDueSince(sensible(kept.begunAt(), now), now, zone);
        }
        return isDueSince(done, now, zone)
                && (kept.attempts() < MOST_ATTEMPTS || isDueSince(sensible(kept.begunAt(), now), now, zone));
    }

    /** When the next scan is due; empty when the schedule has no day. */
    public Optional<Instant> next(Instant now, ZoneId zone) {
        return isDue(now, zone) ? Optional.of(now) : times(zone).nextAfter(now);
    }

    /** A scan begins. */
    public void begun(Instant now) throws IOException {
        keep(new Kept(kept.schedule(), kept.doneUntil(), now.toEpochMilli(), kept.attempts() + 1));
    }

    /** The scan that began last has ended and its report is safe: all that was due when it began is done. */
    public void ended() throws IOException {
        keep(new Kept(kept.schedule(), kept.begunAt(), kept.begunAt(), 0));
    }

    private boolean isDueSince(long moment, Instant now, ZoneId zone) {
        return times(zone)
                .lastUntil(now)
                .filter(last -> last.toEpochMilli() > moment)
                .isPresent();
    }

    private static long sensible(long moment, Instant now) {
        return moment - now.toEpochMilli() > SENSIBLE_AHEAD_MILLIS ? 0 : moment;
    }

    private ScanTimes times(ZoneId zone) {
        return new ScanTimes(kept.schedule(), zone, hostId);
    }

    private void keep(Kept next) throws IOException {
        disk.write(FILE, Wire.write(next));
        kept = next;
    }

    private record Kept(ScanSchedule schedule, long doneUntil, long begunAt, int attempts) {}
}
