package dev.watchword.server.weakpasswords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeptNumbersTest {

    private final AtomicLong nanos = new AtomicLong(-3);
    private final KeptNumbers<Integer> kept = new KeptNumbers<>(number -> number >= 100, nanos::get);

    @Test
    void countsASmallProjectAnew() {
        assertEquals(99, kept.of("p", () -> 99));
        assertEquals(7, kept.of("p", () -> 7));
    }

    @Test
    void keepsTheNumbersOfALargeOneForFiveSeconds() {
        assertEquals(100, kept.of("p", () -> 100));
        nanos.addAndGet(4_999_999_999L);
        assertEquals(100, kept.of("p", () -> 101));
        assertEquals(102, kept.of("q", () -> 102), "of each project its own");
        nanos.incrementAndGet();
        assertEquals(3, kept.of("p", () -> 3));
        assertEquals(4, kept.of("p", () -> 4), "it is no large one any more");
    }

    @Test
    @Timeout(60)
    void whoAsksWhileSomebodyCountsGetsTheNumbersOfBeforeForTenSeconds() throws Exception {
        assertEquals(100, kept.of("p", () -> 100));
        nanos.addAndGet(5_000_000_000L);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Integer> counting = threads.submit(() -> kept.of("p", () -> {
                begun.countDown();
                await(mayEnd);
                return 101;
            }));
            await(begun);
            assertEquals(100, kept.of("p", () -> 102));
            nanos.addAndGet(5_000_000_000L);
            Future<Integer> waiting = threads.submit(() -> kept.of("p", () -> 103));
            assertThrows(TimeoutException.class, () -> waiting.get(200, TimeUnit.MILLISECONDS), "those are too old");
            mayEnd.countDown();
            assertEquals(101, counting.get());
            assertEquals(101, waiting.get());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
