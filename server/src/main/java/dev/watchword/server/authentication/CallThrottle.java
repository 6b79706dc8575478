package dev.watchword.server.authentication;

import dev.watchword.server.http.Caller;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Throttle;
import io.github.bucket4j.TimeMeter;

/** A token bucket for each caller at each API, see {@link RateLimits}. Safe for use by many threads. */
public final class CallThrottle implements Throttle {

    private final Buckets callers;

    public CallThrottle(RateLimits limits) {
        this(limits, TimeMeter.SYSTEM_NANOTIME);
    }

    CallThrottle(RateLimits limits, TimeMeter time) {
        this.callers = new Buckets(limits.perCaller(), limits.perCaller(), limits.tracked(), time);
    }

    @Override
    public void admit(Route route, Caller caller) {
        callers.require(caller.domainId() + " " + caller.userId() + " " + route, 1);
    }
}
