package dev.watchword.server.weakpasswords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeptNumbersTest {

    private final AtomicLong nanos = new AtomicLong(-3);
    private final AtomicInteger number = new AtomicInteger();
    private final KeptNumbers<Integer> kept = new KeptNumbers<>(nanos::get);

    @Test
    void countsAnewWhatIsQuicklyCounted() {
        assertEquals(1, after(0, 4_000_000));
        assertEquals(2, after(0, 4_000_000));
    }

    @Test
    void keepsWhatTookLongForFiftyTimesAsLong() {
        assertEquals(1, after(0, 10_000_000));
        assertEquals(1, after(499_999_999, 10_000_000));
        assertEquals(2, kept.of("another project", number::incrementAndGet), "of each project its own");
        assertEquals(3, after(1, 10_000_000));
    }

    @Test
    void keepsNothingLongerThanTenSeconds() {
        assertEquals(1, after(0, 60_000_000_000L));
        assertEquals(1, after(9_999_999_999L, 0));
        assertEquals(2, after(1, 0));
    }

    private int after(long waited, long took) {
        nanos.addAndGet(waited);
        return kept.of("p", () -> {
            nanos.addAndGet(took);
            return number.incrementAndGet();
        });
    }
}
