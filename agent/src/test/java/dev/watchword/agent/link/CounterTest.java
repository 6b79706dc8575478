package dev.watchword.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.simulation.MemoryDisk;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterTest {

    private final MemoryDisk disk = new MemoryDisk();

    @Test
    void usesNoNumberTwiceOverRestarts() throws IOException {
        long last = 0;
        for (int life = 0; life < 5; life++) {
            Counter counter = Counter.open(disk, "a");
            for (int i = 0; i < 250; i++) {
                long next = counter.next();
                assertTrue(next > last);
                last = next;
            }
        }
        assertTrue(last <= 5 * (250 + Counter.STEP), "few are left out: " + last);
    }

    @Test
    void goesOnAfterANumberThatTheServerSaw() throws IOException {
        Counter counter = Counter.open(disk, "a");
        counter.goOnAfter(5_000);
        assertEquals(5_001, counter.next());
        counter.goOnAfter(10);
        assertEquals(5_002, counter.next());
        assertTrue(Counter.open(disk, "a").next() > 5_002);
    }

    @Test
    void isNotPushedToTheEndOfAllNumbers() throws IOException {
        Counter counter = Counter.open(disk, "a");
        counter.goOnAfter(999_999_999_999_999_999L);
        assertEquals(1, counter.next());
    }

    @Test
    void beginsAnewForAnotherAgent() throws IOException {
        Counter.open(disk, "a").next();
        assertEquals(1, Counter.open(disk, "b").next());
        assertEquals(List.of("counter-b"), disk.list("counter-"));
    }

    @Test
    void refusesADamagedFile() throws IOException {
        disk.write("counter-a", new byte[] {'x'});
        assertThrows(IOException.class, () -> Counter.open(disk, "a"));
    }
}
