package dev.watchword.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The measure notices each kind of parser that it is there for. */
class MutationsTest {

    private static final byte[] SOUND = new byte[1_000];

    @Test
    void countsWhatIsRefused() {
        assertEquals(10, Mutations.survive(10, random -> false));
        assertEquals(0, Mutations.survive(10, random -> true));
    }

    @Test
    void noticesAnExceptionAndNamesTheInput() {
        AssertionError told = failure(random -> {
            throw new IllegalStateException("no such thing");
        });
        assertTrue(told.toString().contains("input 0 of 5"), told::toString);
        assertEquals("java.lang.IllegalStateException: no such thing", String.valueOf(told.getCause()));
    }

    @Test
    void noticesMemoryThatIsGivenBackAtOnce() {
        AssertionError told = failure(random -> new byte[64 << 20].length > 0);
        assertTrue(String.valueOf(told.getCause()).contains("taken from the heap"), told::toString);
    }

    @Test
    void noticesMemoryThatIsKept() {
        List<byte[]> kept = new ArrayList<>();
        AssertionError told = failure(random -> kept.add(new byte[20 << 20]));
        assertTrue(told.toString().contains("left"), told::toString);
        assertEquals(5, kept.size());
    }

    @Test
    void noticesMoreThanASecond() {
        AssertionError told = failure(random -> {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long from = threads.getCurrentThreadCpuTime();
            long sum = 0;
            while (threads.getCurrentThreadCpuTime() - from < Mutations.LONGEST.toNanos()) {
                sum += random.nextInt();
            }
            return sum != 0;
        });
        assertTrue(String.valueOf(told.getCause()).contains("more than a second"), () -> "" + told.getCause());
    }

    @Test
    void damageFollowsFromTheNumberAndLeavesTheOriginal() {
        assertArrayEquals(Mutations.damaged(SOUND, new Random(7)), Mutations.damaged(SOUND, new Random(7)));
        assertArrayEquals(new byte[1_000], SOUND);
        int longer = 0;
        int shorter = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] damaged = Mutations.damaged(SOUND, new Random(i));
            longer += damaged.length > SOUND.length ? 1 : 0;
            shorter += damaged.length < SOUND.length ? 1 : 0;
        }
        assertTrue(longer > 50 && shorter > 50, longer + " longer, " + shorter + " shorter");
        assertEquals(0, Mutations.damaged(new byte[0], new Random(1)).length);
    }

    private static AssertionError failure(Mutations.Trial trial) {
        return assertThrows(AssertionError.class, () -> Mutations.survive(5, trial));
    }
}
