package dev.watchword.server.authentication;

import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.Permission;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Throttle;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Token buckets for addresses and callers, see {@link RateLimits}. Safe for use by many threads. */
public final class CallThrottle implements Throttle {

    private final Buckets sources;
    private final Buckets openSources;
    private final Buckets callers;

    public CallThrottle(RateLimits limits) {
        this(limits, TimeMeter.SYSTEM_NANOTIME);
    }

    CallThrottle(RateLimits limits, TimeMeter time) {
        this.sources = new Buckets(limits.perSource(), limits.perSource(), limits.tracked(), time);
        this.openSources = new Buckets(5 * limits.openPerSource(), limits.openPerSource(), limits.tracked(), time);
        this.callers = new Buckets(limits.perCaller(), limits.perCaller(), limits.tracked(), time);
    }

    @Override
    public void admit(Route route, RawCall call, Optional<Caller> caller) {
        if (caller.isPresent()) {
            admit(callers, caller.get().domainId() + " " + caller.get().userId() + " " + route);
            return;
        }
        String source = source(call.sourceIp());
        admit(sources, source);
        if (route.mutates() && route.permission() instanceof Permission.Open) {
            admit(openSources, source);
        }
    }

    private static void admit(Buckets buckets, String key) {
        OptionalLong wait = buckets.take(key);
        if (wait.isPresent()) {
            long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(wait.getAsLong());
            throw ApiError.gateway(429, "APIGW.0308", "The throttling threshold has been reached.")
                    .header("Retry-After", Long.toString(seconds));
        }
    }

    /** Who has one address of IPv6 commonly has the 2^64 of its network. */
    static String source(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 8));
        } catch (IllegalArgumentException e) {
            return address; // the name of a local socket
        }
    }
}
