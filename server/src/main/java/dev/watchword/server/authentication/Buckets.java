package dev.watchword.server.authentication;

import dev.watchword.server.http.ApiError;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One token bucket a key. Two generations are kept: a bucket that nobody used for long enough to be full again is
 * dropped with the older one, so that memory is bounded and nobody gains by being forgotten. Safe for use by many
 * threads.
 */
final class Buckets {

    private static final String OTHERS = "others";

    private final int capacity;
    private final int perSecond;
    private final int most;
    private final TimeMeter time;
    private final long generationNanos;
    private ConcurrentHashMap<String, Bucket> young = new ConcurrentHashMap<>();
    private ConcurrentHashMap<String, Bucket> old = new ConcurrentHashMap<>();
    private long bornAt;

    Buckets(int capacity, int perSecond, int most, TimeMeter time) {
        this.capacity = capacity;
        this.perSecond = perSecond;
        this.most = most;
        this.time = time;
        this.generationNanos = Duration.ofSeconds(1 + capacity / perSecond).toNanos();
        this.bornAt = time.currentTimeNanos();
    }

    /** Takes one; empty when there was one, otherwise the nanoseconds until there is. */
    OptionalLong take(String key) {
        return take(key, 1);
    }

    /**
     * Takes so many, or none.
     *
     * @throws ApiError 429 {@code APIGW.0308} when there are fewer
     */
    void require(String key, int count) {
        OptionalLong wait = take(key, count);
        if (wait.isPresent()) {
            throw tooMany(1 + TimeUnit.NANOSECONDS.toSeconds(wait.getAsLong()));
        }
    }

    /** Gives back what was taken, never beyond the capacity. */
    void give(String key, int count) {
        if (count > 0) {
            bucket(key).addTokens(count);
        }
    }

    /** What is refused for its rate. */
    static ApiError tooMany(long seconds) {
        return ApiError.gateway(429, "APIGW.0308", "The throttling threshold has been reached.")
                .header("Retry-After", Long.toString(seconds));
    }

    private OptionalLong take(String key, int count) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(count);
        return probe.isConsumed() ? OptionalLong.empty() : OptionalLong.of(probe.getNanosToWaitForRefill());
    }

    int size() {
        return young.size() + old.size();
    }

    private synchronized Bucket bucket(String key) {
        long now = time.currentTimeNanos();
        if (now - bornAt > generationNanos) {
            old = now - bornAt > 2 * generationNanos ? new ConcurrentHashMap<>() : young;
            young = new ConcurrentHashMap<>();
            bornAt = now;
        }
        Bucket known = young.get(key);
        if (known != null) {
            return known;
        }
        Bucket moved = old.remove(key);
        String name = moved == null && size() >= most ? OTHERS : key;
        return young.computeIfAbsent(name, unused -> moved == null ? fresh() : moved);
    }

    private Bucket fresh() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}
