package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.Pipeline;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Verb;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallThrottleTest {

    private static final Route READ =
            Route.get("/v5/read", Service.HSS).needsIdentity().to(call -> Answer.empty(204));
    private static final Route OTHER =
            Route.get("/v5/other", Service.HSS).needsIdentity().to(call -> Answer.empty(204));
    private static final Route LOGIN =
            Route.post("/v3/login", Service.KEYSTONE).openToAll().to(call -> Answer.empty(204));
    private static final Route HEALTH =
            Route.get("/health", Service.WATCHWORD).openToAll().to(call -> Answer.empty(204));

    private final Time time = new Time();
    private final CallThrottle throttle = new CallThrottle(new RateLimits(3, 20, 2, 100), time);

    @Test
    void limitsEachCallerAtEachApi() {
        Optional<Caller> first = Optional.of(TestApi.caller("first", "first", false));
        Optional<Caller> second = Optional.of(TestApi.caller("second", "second", false));
        for (int i = 0; i < 3; i++) {
            throttle.admit(READ, from("192.0.2.1"), first);
        }
        ApiError error = assertThrows(ApiError.class, () -> throttle.admit(READ, from("192.0.2.2"), first));
        assertEquals("429 APIGW.0308", error.status() + " " + error.code());
        Answer answer = Pipeline.failed(Service.HSS, error, "0");
        assertEquals("1", answer.headers().get("Retry-After"));
        throttle.admit(OTHER, from("192.0.2.1"), first);
        throttle.admit(READ, from("192.0.2.1"), second);
        time.move(Duration.ofMillis(334));
        throttle.admit(READ, from("192.0.2.1"), first);
        assertThrows(ApiError.class, () -> throttle.admit(READ, from("192.0.2.1"), first));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, false",
        "127.0.0.1, 127.0.0.1, true",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff:ffff:ffff:ffff, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
        "0:0:0:0:0:0:0:1, ::1, true",
        "::ffff:192.0.2.1, 192.0.2.1, true"
    })
    void limitsEachSource(String spender, String next, boolean shared) {
        for (int i = 0; i < 20; i++) {
            throttle.admit(READ, from(spender), Optional.empty());
        }
        if (shared) {
            assertThrows(ApiError.class, () -> throttle.admit(READ, from(next), Optional.empty()));
        } else {
            assertDoesNotThrow(() -> throttle.admit(READ, from(next), Optional.empty()));
        }
    }

    @Test
    void limitsLoginsMore() {
        for (int i = 0; i < 10; i++) {
            throttle.admit(LOGIN, from("192.0.2.1"), Optional.empty());
        }
        assertThrows(ApiError.class, () -> throttle.admit(LOGIN, from("192.0.2.1"), Optional.empty()));
        assertDoesNotThrow(() -> throttle.admit(HEALTH, from("192.0.2.1"), Optional.empty()));
        assertDoesNotThrow(() -> throttle.admit(LOGIN, from("192.0.2.2"), Optional.empty()));
        time.move(Duration.ofSeconds(1));
        throttle.admit(LOGIN, from("192.0.2.1"), Optional.empty());
        throttle.admit(LOGIN, from("192.0.2.1"), Optional.empty());
        assertThrows(ApiError.class, () -> throttle.admit(LOGIN, from("192.0.2.1"), Optional.empty()));
    }

    @Test
    void boundsItsMemory() {
        Buckets buckets = new Buckets(2, 2, 100, time);
        for (int i = 0; i < 100_000; i++) {
            buckets.take("key" + i);
        }
        assertTrue(buckets.size() <= 101, "tracked: " + buckets.size());
        assertTrue(buckets.take("one more").isPresent(), "the rest share one");
        assertTrue(buckets.take("key1").isEmpty(), "and the known ones keep theirs");
        time.move(Duration.ofSeconds(10));
        assertTrue(buckets.take("one more").isEmpty());
        assertEquals(1, buckets.size());
    }

    @Test
    void givesNobodyMoreForBeingForgotten() {
        Buckets buckets = new Buckets(10, 1, 100, time);
        int granted = 0;
        for (int second = 0; second < 100; second++) {
            for (int i = 0; i < 5; i++) {
                granted += buckets.take("greedy").isEmpty() ? 1 : 0;
            }
            time.move(Duration.ofSeconds(1));
        }
        assertTrue(granted <= 10 + 100, "granted: " + granted);
    }

    private static RawCall from(String address) {
        return new RawCall(Verb.GET, "/v5/read", "", Map.of("host", List.of("h")), new byte[0], address, Map.of());
    }

    private static final class Time implements TimeMeter {
        private long nanos = 1;

        void move(Duration by) {
            nanos += by.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
