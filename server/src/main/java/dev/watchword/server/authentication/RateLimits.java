package dev.watchword.server.authentication;

/**
 * How often calls may come. Each rate is both what may come at once and what is granted again each second.
 *
 * @param perCaller calls of one user or key to one API a second; the vendor's own is 200
 * @param perSource calls from one address a second, before anybody is known; the loopback address counts too
 * @param openPerSource calls that change something and need no credentials (logins, enrolments) from one address a
 *     second, after five times as many at once
 * @param runningPerSource calls of one address that run at the same time, those whose body still comes included
 * @param unprovenPerSource bytes of large bodies from one address without valid credentials; a thirty-second of it is
 *     granted again each second
 * @param tracked callers and addresses that are told apart; those who come when there are more share one limit
 */
public record RateLimits(
        int perCaller, int perSource, int openPerSource, int runningPerSource, int unprovenPerSource, int tracked) {

    /** Defaults. */
    public static final RateLimits STANDARD = new RateLimits(200, 2_000, 20, 500, 32 << 20, 100_000);

    public RateLimits {
        if (perCaller < 1
                || perSource < 1
                || openPerSource < 1
                || runningPerSource < 1
                || unprovenPerSource < 1
                || tracked < 1) {
            throw new IllegalArgumentException("a rate limit must be positive");
        }
    }
}
