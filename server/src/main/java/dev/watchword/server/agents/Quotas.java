package dev.watchword.server.agents;

import dev.watchword.server.http.ApiError;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How much one agent may ask of the server: 600 calls in ten minutes, 60 reports and 128 MiB of them in an hour, 6,000
 * results of jobs and 512 MiB of them in an hour. Only proven agents count, so nobody can use up another's. Safe for use by many
 * threads.
 */
public final class Quotas {

    static final int CALLS = 600;
    static final Duration CALLS_IN = Duration.ofMinutes(10);
    static final int REPORTS = 60;
    static final long REPORT_BYTES = 128L << 20;
    static final int RESULTS = 6_000;
    static final long RESULT_BYTES = 512L << 20;
    static final Duration REPORTS_IN = Duration.ofHours(1);

    private final TimeMeter time;
    private final Map<String, Bucket> calls = new ConcurrentHashMap<>();
    private final Map<String, Bucket> reports = new ConcurrentHashMap<>();
    private final Map<String, Bucket> bytes = new ConcurrentHashMap<>();
    private final Map<String, Bucket> results = new ConcurrentHashMap<>();
    private final Map<String, Bucket> resultBytes = new ConcurrentHashMap<>();

    public Quotas(InstantSource clock) {
        this.time = new Millis(clock);
    }

    /**
     * Returns when the agent may call.
     *
     * @throws ApiError 429 {@code APIGW.0308} with {@code Retry-After}
     */
    void admitCall(String agentId) {
        admit(calls, agentId, CALLS, CALLS_IN, 1);
    }

    /**
     * Returns when the agent may report.
     *
     * @throws ApiError 429 {@code APIGW.0308} with {@code Retry-After}
     */
    void admitReport(String agentId, int length) {
        admit(reports, agentId, REPORTS, REPORTS_IN, 1);
        admit(bytes, agentId, REPORT_BYTES, REPORTS_IN, Math.max(1, length));
    }

    /**
     * Returns when the agent may say how a job ended.
     *
     * @throws ApiError 429 {@code APIGW.0308} with {@code Retry-After}
     */
    public void admitResult(String agentId, int length) {
        admit(results, agentId, RESULTS, REPORTS_IN, 1);
        admit(resultBytes, agentId, RESULT_BYTES, REPORTS_IN, Math.max(1, length));
    }

    private void admit(Map<String, Bucket> buckets, String agentId, long most, Duration in, long wanted) {
        Bucket bucket = buckets.computeIfAbsent(
                agentId,
                any -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(Bandwidth.builder()
                                .capacity(most)
                                .refillGreedy(most, in)
                                .build())
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(wanted);
        if (!probe.isConsumed()) {
            long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
            throw ApiError.gateway(429, "APIGW.0308", "The agent calls too often.")
                    .header("Retry-After", Long.toString(seconds));
        }
    }

    /** @param clock the server's */
    private record Millis(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
