package dev.watchword.benchmark;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a fleet share its key as real agents do, but so many times as fast: all waits that the server names, and the ones of agents without an
 * answer, are divided. Every agent begins at a moment of its own within the first of them. Safe for use by many threads.
 */
final class KeySharing {

    private final OpenLoop loop;
    private final HttpClient http;
    private final String endpoint;
    private final List<KeySharer> fleet;
    private final double haste;
    private final Waits calls = new Waits();
    private final AtomicInteger holders = new AtomicInteger();
    private final Map<String, Integer> refusals = new ConcurrentSkipListMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile double half;
    private volatile double all;
    private long begun;

    /** @param haste 1 is the pace of real agents */
    KeySharing(OpenLoop loop, HttpClient http, String endpoint, List<KeySharer> fleet, double haste) {
        this.loop = loop;
        this.http = http;
        this.endpoint = endpoint;
        this.fleet = fleet;
        this.haste = haste;
    }

    /** Plans the first call of every agent, within so many seconds of the real pace. */
    void begin(double within) {
        begun = System.nanoTime();
        for (KeySharer agent : fleet) {
            loop.in(ThreadLocalRandom.current().nextDouble(within / haste), due -> turn(agent));
        }
    }

    /** Whether every agent has the key. */
    boolean isDone() {
        return holders.get() == fleet.size();
    }

    /** Whether all who have a key have the same. */
    boolean isOneKey() {
        return fleet.stream()
                        .map(KeySharer::held)
                        .filter(key -> !key.isEmpty())
                        .distinct()
                        .count()
                == 1;
    }

    private void turn(KeySharer agent) throws InterruptedException {
        boolean had = !agent.held().isEmpty();
        int wait = agent.turn(this::post);
        if (!had && !agent.held().isEmpty()) {
            took(holders.incrementAndGet());
        }
        double next = wait * (1 + ThreadLocalRandom.current().nextDouble() / 2) / haste;
        loop.in(next, due -> turn(agent));
    }

    private void took(int now) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (now == (fleet.size() + 1) / 2) {
            half = seconds;
        }
        if (now == fleet.size()) {
            all = seconds;
        }
    }

    private SimulatedAgent.Reply post(SimulatedAgent agent, String path, Object body) throws InterruptedException {
        long before = System.nanoTime();
        SimulatedAgent.Reply reply = agent.post(http, endpoint, path, body);
        calls.add(System.nanoTime() - before);
        if (reply.status() == 0) {
            unanswered.incrementAndGet();
        } else if (!reply.isGood()) {
            refusals.merge(path + " " + reply.status() + " " + reply.errorCode(), 1, Integer::sum);
        }
        return reply;
    }

    void tell(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "fleet key: %d of %d agents have it%s; half after %.0f s, all after %.0f s, which is %.0f min at the pace of real"
                        + " agents (these were %.0f times as fast); %d calls, p50 %.1f ms, p99 %.1f ms; not answered %d, refused %d %s%n",
                holders.get(),
                fleet.size(),
                isOneKey() ? ", the same" : ", DIFFERENT ONES",
                half,
                all,
                all * haste / 60,
                haste,
                calls.count(),
                calls.millis(0.5),
                calls.millis(0.99),
                unanswered.get(),
                refusals.values().stream().mapToInt(Integer::intValue).sum(),
                refusals);
    }
}
