package dev.watchword.server.agents;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which requests of each agent were seen, in memory. Everything judged here is signed by the agent's key and of the last
 * minutes. Safe for use by many threads.
 *
 * <p>No request costs a write for its counter's sake. A request that changes something makes its counter durable in the
 * transaction of its effect ({@link Agents#advance}), and that transaction is what decides; a heartbeat's counter is
 * durable with the flush. So after a restart this memory begins at the durable counter, and what can be repeated then are
 * heartbeats and questions of the last five minutes only, which have no effect that a repetition could add to.
 */
final class Counters {

    /** How far an agent's clock may be off. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int REMEMBERED = 64;

    private final Map<String, Seen> agents = new ConcurrentHashMap<>();

    /** What a request is. */
    enum Verdict {
        /** Newer than all before. */
        FRESH,
        /** Seen already, or overtaken by a newer one. */
        REPLAYED,
        /**
         * Another request under a counter that was used, or a later one under a lower counter: two machines advance one
         * key, or one was set back to an earlier state.
         */
        FORKED
    }

    /**
     * Judges a request and remembers it when it is fresh.
     *
     * @param durable the agent's durable counter
     * @param time when the agent signed, epoch milliseconds
     * @param now epoch milliseconds
     */
    Verdict judge(Agent agent, long durable, long counter, long time, byte[] signature, long now) {
        // Before this memory began there may have been requests as late as now and the window.
        Seen seen = agents.computeIfAbsent(agent.id(), any -> new Seen(durable, now + WINDOW.toMillis()));
        return seen.judge(counter, time, Arrays.hashCode(signature));
    }

    /** The highest counter that was seen. */
    long last(Agent agent) {
        Seen seen = agents.get(agent.id());
        return seen == null ? agent.counter() : seen.last();
    }

    /** What was seen of one agent. */
    private static final class Seen {
        private final Map<Long, Integer> recent = new LinkedHashMap<>();
        private long last;
        private long latest;

        private Seen(long last, long latest) {
            this.last = last;
            this.latest = latest;
        }

        private synchronized long last() {
            return last;
        }

        private synchronized Verdict judge(long counter, long time, int signature) {
            if (counter > last) {
                last = counter;
                latest = recent.isEmpty() ? time : Math.max(latest, time);
                recent.put(counter, signature);
                if (recent.size() > REMEMBERED) {
                    recent.remove(recent.keySet().iterator().next());
                }
                return Verdict.FRESH;
            }
            Integer before = recent.get(counter);
            if (before != null) {
                return before == signature ? Verdict.REPLAYED : Verdict.FORKED;
            }
            return time > latest ? Verdict.FORKED : Verdict.REPLAYED;
        }
    }
}
