package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.Pipeline;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallThrottleTest {

    private static final Route READ =
            Route.get("/v5/read", Service.HSS).needsIdentity().to(call -> Answer.empty(204));
    private static final Route OTHER =
            Route.get("/v5/other", Service.HSS).needsIdentity().to(call -> Answer.empty(204));
    private final MovableTime time = new MovableTime();
    private final CallThrottle throttle = new CallThrottle(new RateLimits(3, 20, 2, 500, 1 << 20, 100), time);

    @Test
    void limitsEachCallerAtEachApi() {
        Caller first = TestApi.caller("first", "first", false);
        Caller second = TestApi.caller("second", "second", false);
        for (int i = 0; i < 3; i++) {
            throttle.admit(READ, first);
        }
        ApiError error = assertThrows(ApiError.class, () -> throttle.admit(READ, first));
        assertEquals("429 APIGW.0308", error.status() + " " + error.code());
        Answer answer = Pipeline.failed(Service.HSS, error, "0");
        assertEquals("1", answer.headers().get("Retry-After"));
        throttle.admit(OTHER, first);
        throttle.admit(READ, second);
        time.move(Duration.ofMillis(334));
        throttle.admit(READ, first);
        assertThrows(ApiError.class, () -> throttle.admit(READ, first));
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
}
