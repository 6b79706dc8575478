package dev.watchword.server.auditlog;

import dev.watchword.server.Parts;
import dev.watchword.server.auditlog.Sink.Kept;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.AuditTrail;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes the audit log to two sinks, the database and files. A line counts as written when every working sink has it on
 * disk, or at least one has after a second. While none works nothing may change: mutations get 503, reads go on. Safe
 * for use by many threads.
 */
public final class AuditLog implements AuditTrail, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(AuditLog.class.getName());
    private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long ROTATE_AT = 64L << 20;
    private static final int CHECKPOINT_ENTRIES = 1_000;
    private static final Duration CHECKPOINT_AFTER = Duration.ofSeconds(60);

    private final InstantSource clock;
    private final KeyPair key;
    private final Checkpoints checkpoints;
    private final List<Sink> sinks;
    private final List<Lane> lanes;
    private final Refusals refusals = new Refusals();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final Condition checkpointDue = lock.newCondition();
    private final Thread checkpointing;
    private long seq;
    private String head = Line.NOTHING;
    private long signed;
    private boolean closing;

    private AuditLog(InstantSource clock, KeyPair key, Checkpoints checkpoints, List<Sink> sinks, Optional<Kept> last) {
        this.clock = clock;
        this.key = key;
        this.checkpoints = checkpoints;
        this.sinks = sinks;
        last.ifPresent(line -> {
            seq = line.seq();
            head = Line.digest(line.text());
            signed = line.seq();
        });
        this.lanes =
                sinks.stream().map(sink -> new Lane(sink, seq, lock, progress)).toList();
        this.checkpointing =
                Thread.ofPlatform().daemon().name("audit-checkpoints").unstarted(this::checkpointing);
    }

    /**
     * Opens the log; a sink that is behind the other gets what it misses.
     *
     * @param folder of the files, made when missing
     * @throws IOException when a sink cannot be used, or both hold different entries of one number
     */
    public static AuditLog open(Parts parts, Path folder) throws IOException {
        return open(parts, folder, List.of(new DatabaseSink(parts.database()), FileSink.open(folder, ROTATE_AT)));
    }

    /** The same with other sinks: two, each of which can tell what the other missed. */
    static AuditLog open(Parts parts, Path folder, List<Sink> sinks) throws IOException {
        Optional<Kept> last = agreed(sinks.get(0), sinks.get(1));
        KeyPair key = CheckpointKey.of(parts.database(), parts.atRest());
        AuditLog log = new AuditLog(parts.clock(), key, new Checkpoints(parts.database(), folder), sinks, last);
        log.lanes.get(0).start(sinks.get(1)::from);
        log.lanes.get(1).start(sinks.get(0)::from);
        log.checkpointing.start();
        return log;
    }

    private static Optional<Kept> agreed(Sink one, Sink other) throws IOException {
        long ones = one.last().map(Kept::seq).orElse(0L);
        long others = other.last().map(Kept::seq).orElse(0L);
        long both = Math.min(ones, others);
        if (both > 0
                && !one.from(both, 1)
                        .getFirst()
                        .text()
                        .equals(other.from(both, 1).getFirst().text())) {
            throw new IOException("the audit log of the " + one.name() + " and that of the " + other.name()
                    + " differ at entry " + both + ": one was changed, or they belong to different servers."
                    + " Move the folder of the files away, keep it as evidence, and start again");
        }
        Lane.catchUp(ones < others ? one : other, ones < others ? other::from : one::from, Math.max(ones, others));
        return one.last();
    }

    @Override
    public Pending intend(Call call) {
        Entry intent = Entry.intent(call);
        long at = written(intent);
        return (status, code) -> written(Entry.outcome(intent, at, clock.instant(), status, code, call.notes()), false);
    }

    @Override
    public void refused(Route route, RawCall raw, String requestId, Optional<Caller> caller, ApiError error) {
        if (refusals.admits(caller.isPresent(), error.code()) && writable()) {
            add(Entry.refused(route, raw, requestId, caller, error, clock.instant()));
        }
    }

    /**
     * Writes what somebody did on the server's own machine; on disk when it returns.
     *
     * @throws ApiError 503 when it cannot be written: then it must not be done
     */
    public void local(String action, String domainId, Map<String, String> notes) {
        written(Entry.local(action, domainId, notes, clock.instant()));
    }

    /** Writes what the server itself did or noticed; on disk when it returns. */
    public void server(String action, Map<String, String> notes) {
        written(Entry.server(action, notes, clock.instant()));
    }

    /** Whether at least one sink works. */
    public boolean writable() {
        lock.lock();
        try {
            return !closing && lanes.stream().anyMatch(Lane::healthy);
        } finally {
            lock.unlock();
        }
    }

    /** Signs what was written last and closes the sinks. */
    @Override
    public void close() {
        try {
            writeSuppressed();
            checkpoint();
            lock.lock();
            try {
                closing = true;
                checkpointDue.signal();
            } finally {
                lock.unlock();
            }
            for (Lane lane : lanes) {
                lane.end(Duration.ofSeconds(5));
            }
            for (Sink sink : sinks) {
                sink.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the audit log could not be closed: {0}", e.getMessage());
        }
    }

    private long written(Entry entry) {
        if (!writable()) {
            throw blind();
        }
        return written(entry, true);
    }

    /** An outcome is written later at worst, even when its call is told that it was not written in time. */
    private long written(Entry entry, boolean intent) {
        long at = add(entry);
        if (!isDurable(at)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the audit log took no {0} within a second",
                    intent ? "intent" : "outcome");
            throw blind();
        }
        return at;
    }

    private static ApiError blind() {
        return ApiError.gateway(
                        503,
                        "APIGW.0201",
                        "Backend unavailable: the audit log cannot be written, so nothing may change.")
                .header("Retry-After", "5");
    }

    private long add(Entry entry) {
        lock.lock();
        try {
            Line line = Line.of(seq + 1, head, entry);
            seq = line.seq();
            head = line.digest();
            Kept kept = new Kept(line.seq(), line.text());
            lanes.forEach(lane -> lane.add(kept));
            if (seq - signed >= CHECKPOINT_ENTRIES) {
                checkpointDue.signal();
            }
            return seq;
        } finally {
            lock.unlock();
        }
    }

    private boolean isDurable(long wanted) {
        lock.lock();
        try {
            long patience = PATIENCE_NANOS;
            while (lanes.stream().anyMatch(lane -> lane.healthy() && !lane.holds(wanted))) {
                if (patience <= 0) {
                    lanes.stream().filter(lane -> !lane.holds(wanted)).forEach(Lane::giveUp);
                    break;
                }
                patience = progress.awaitNanos(patience);
            }
            return lanes.stream().anyMatch(lane -> lane.holds(wanted));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void checkpointing() {
        while (true) {
            lock.lock();
            try {
                if (closing) {
                    return;
                }
                if (seq - signed < CHECKPOINT_ENTRIES
                        && checkpointDue.await(CHECKPOINT_AFTER.toSeconds(), TimeUnit.SECONDS)
                        && closing) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                lock.unlock();
            }
            writeSuppressed();
            checkpoint();
        }
    }

    private void writeSuppressed() {
        Map<String, Long> suppressed = refusals.takeSuppressed();
        if (!suppressed.isEmpty() && writable()) {
            add(Entry.suppressed(suppressed, clock.instant()));
        }
    }

    private void checkpoint() {
        long upTo;
        String its;
        lock.lock();
        try {
            if (seq == signed) {
                return;
            }
            upTo = seq;
            its = head;
            signed = seq;
        } finally {
            lock.unlock();
        }
        if (!isDurable(upTo)) {
            return;
        }
        try {
            checkpoints.keep(Checkpoint.signed(upTo, clock.millis(), its, key.getPrivate()));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a checkpoint of the audit log could not be kept: {0}", e.getMessage());
        }
    }
}
