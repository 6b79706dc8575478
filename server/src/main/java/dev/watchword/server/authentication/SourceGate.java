package dev.watchword.server.authentication;

import dev.watchword.server.http.Gate;
import dev.watchword.server.http.Permission;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Source;
import io.github.bucket4j.TimeMeter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds for each address: a rate of calls, how many run at once, and the bytes of bodies of which nobody knows yet who
 * sent them. See {@link RateLimits}. Safe for use by many threads.
 */
public final class SourceGate implements Gate {

    /** In which bodies are counted; what is shorter is free. */
    static final int BLOCK = 64 * 1024;

    private static final int SECONDS_TO_FORGET = 32;

    private final RateLimits limits;
    private final Buckets calls;
    private final Buckets openCalls;
    private final Buckets unproven;
    private final Map<String, Integer> running = new ConcurrentHashMap<>();

    public SourceGate(RateLimits limits) {
        this(limits, TimeMeter.SYSTEM_NANOTIME);
    }

    SourceGate(RateLimits limits, TimeMeter time) {
        int blocks = Math.max(1, limits.unprovenPerSource() / BLOCK);
        this.limits = limits;
        this.calls = new Buckets(limits.perSource(), limits.perSource(), limits.tracked(), time);
        this.openCalls = new Buckets(5 * limits.openPerSource(), limits.openPerSource(), limits.tracked(), time);
        this.unproven = new Buckets(blocks, Math.max(1, blocks / SECONDS_TO_FORGET), limits.tracked(), time);
    }

    @Override
    public Pass enter(Route route, String address) {
        String source = Source.of(address);
        calls.require(source, 1);
        boolean isOpen =
                route.permission() instanceof Permission.Open || route.permission() instanceof Permission.OwnPage;
        if (route.mutates() && isOpen) {
            openCalls.require(source, 1);
        }
        if (running.merge(source, 1, Integer::sum) > limits.runningPerSource()) {
            left(source);
            throw Buckets.tooMany(1);
        }
        return new Counted(source);
    }

    /** How many addresses have calls that run. */
    int sources() {
        return running.size();
    }

    private void left(String source) {
        running.computeIfPresent(source, (any, count) -> count == 1 ? null : count - 1);
    }

    private final class Counted implements Pass {

        private final String source;
        private int taken;
        private boolean proven;

        Counted(String source) {
            this.source = source;
        }

        @Override
        public void body(int bytes) {
            int needed = (bytes - 1) / BLOCK;
            if (needed > taken && !proven) {
                unproven.require(source, needed - taken);
                taken = needed;
            }
        }

        @Override
        public void proven() {
            if (!proven) {
                proven = true;
                unproven.give(source, taken);
            }
        }

        @Override
        public void close() {
            left(source);
        }
    }
}
