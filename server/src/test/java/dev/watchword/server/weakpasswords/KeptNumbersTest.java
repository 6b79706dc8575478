package dev.watchword.server.weakpasswords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

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
}
