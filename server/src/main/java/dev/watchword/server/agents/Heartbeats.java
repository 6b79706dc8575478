package dev.watchword.server.agents;

import dev.watchword.protocol.Heartbeat;
import dev.watchword.server.Parts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Who is alive. Kept in memory and written at most once a minute, all together, so that ten thousand agents cost one
 * transaction a minute. A kill of the server loses at most that minute, which the next heartbeats tell again. Only a new
 * boot is written at once, because resets wait for it. Safe for use by many threads.
 */
public final class Heartbeats {

    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final Parts parts;
    private final Agents agents;
    private final Map<String, Beat> unwritten = new ConcurrentHashMap<>();
    private final Map<String, Boots> boots = new ConcurrentHashMap<>();
    private final AtomicLong due;

    public Heartbeats(Parts parts, Agents agents) {
        this.parts = parts;
        this.agents = agents;
        this.due = new AtomicLong(parts.now() + BETWEEN.toMillis());
    }

    /** Takes one. */
    void take(Agent agent, Heartbeat heartbeat, long counter, long now) {
        unwritten.merge(
                agent.id(), new Beat(agent, heartbeat, counter, now), (a, b) -> b.counter() > a.counter() ? b : a);
        Boots known = boots.computeIfAbsent(agent.id(), any -> new Boots(agent.bootId()));
        switch (known.heard(heartbeat.bootId())) {
            case SAME -> flushIfDue(now);
            case NEW -> flush();
            case FORMER -> {
                // Boot ids are random: one that comes back belongs to a second machine.
                flush();
                parts.database().change(handle -> agents.suspectClone(handle, agent.id(), now));
            }
        }
    }

    /** Writes what was heard when the last time is a minute ago; one thread does, the others go on. */
    void flushIfDue(long now) {
        long when = due.get();
        if (now >= when && due.compareAndSet(when, now + BETWEEN.toMillis())) {
            flush();
        }
    }

    /** Writes what was heard; to be called before the server stops. */
    public void flush() {
        List<Beat> beats = new ArrayList<>(unwritten.values());
        if (beats.isEmpty()) {
            return;
        }
        parts.database().change(handle -> write(handle, beats));
        beats.forEach(beat -> unwritten.remove(beat.agent().id(), beat));
    }

    private static void write(Handle handle, List<Beat> beats) {
        PreparedBatch hosts = handle.prepareBatch("update host set last_seen_at = :at, boot_id = :boot,"
                + " agent_version = :version where id = :host and agent_id = :agent and last_seen_at <= :at");
        PreparedBatch states = handle.prepareBatch("update agent set accounts = :accounts, tested = :tested,"
                + " next_scan_at = :next, cpu_percent = :cpuPercent, nightly_seconds = :nightlySeconds,"
                + " asked_seconds = :askedSeconds, account_seconds = :accountSeconds, memory_bytes = :memoryBytes,"
                + " counter = case when counter < :counter then :counter else counter end where id = :agent");
        for (Beat beat : beats) {
            hosts.bind("at", beat.at())
                    .bind("boot", beat.heartbeat().bootId())
                    .bind("version", beat.heartbeat().version())
                    .bind("host", beat.agent().hostId())
                    .bind("agent", beat.agent().id())
                    .add();
            states.bindMethods(beat.heartbeat().bounds())
                    .bind("next", beat.heartbeat().nextScanAt())
                    .bind("accounts", beat.heartbeat().accounts())
                    .bind("tested", beat.heartbeat().tested())
                    .bind("counter", beat.counter())
                    .bind("agent", beat.agent().id())
                    .add();
        }
        hosts.execute();
        states.execute();
    }

    /**
     * @param agent whose
     * @param heartbeat the newest
     * @param counter of its request
     * @param at when it came, epoch milliseconds
     */
    private record Beat(Agent agent, Heartbeat heartbeat, long counter, long at) {}

    /** The boots that an agent's machine told of. */
    private static final class Boots {
        private String current;
        private String former = "";

        private Boots(String current) {
            this.current = current;
        }

        private synchronized Change heard(String boot) {
            if (boot.equals(current)) {
                return Change.SAME;
            }
            Change change = boot.equals(former) ? Change.FORMER : Change.NEW;
            former = current;
            current = boot;
            return change;
        }
    }

    private enum Change {
        SAME,
        NEW,
        FORMER
    }
}
