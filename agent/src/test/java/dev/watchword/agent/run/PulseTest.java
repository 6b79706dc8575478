package dev.watchword.agent.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PulseTest {

    @Test
    void beatsUntilItIsClosed() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        AtomicInteger beats = new AtomicInteger();
        try (Pulse pulse = Pulse.every(Duration.ofMillis(20), () -> {
            beats.incrementAndGet();
            three.countDown();
        })) {
            assertTrue(three.await(30, TimeUnit.SECONDS));
        }
        Thread.sleep(100);
        int sofar = beats.get();
        Thread.sleep(200);
        assertEquals(sofar, beats.get());
    }
}
