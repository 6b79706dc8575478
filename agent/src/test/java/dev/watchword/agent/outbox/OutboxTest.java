package dev.watchword.agent.outbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.protocol.CommandAnswer;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final MemoryDisk disk = new MemoryDisk();

    @Test
    void keepsTheOrderOfALaneOverARestart() throws IOException {
        Outbox outbox = Outbox.open(disk);
        outbox.put(report(1));
        outbox.give("c-1", new CommandAnswer("delivered", "{}"));
        outbox.put(report(2));
        outbox = Outbox.open(disk);
        Outbox.Numbered first = outbox.first(Letter.Lane.REPORTS).orElseThrow();
        assertArrayEquals(report(1).body(), first.letter().body());
        outbox.arrived(first.number());
        assertArrayEquals(
                report(2).body(),
                outbox.first(Letter.Lane.REPORTS).orElseThrow().letter().body());
        assertEquals(
                "/v1/agents/commands/c-1/answers",
                outbox.first(Letter.Lane.ANSWERS).orElseThrow().letter().path());
        assertEquals(2, Outbox.open(disk).size());
    }

    @Test
    void dropsTheOldestReportAndSaysSoWhenItIsFull() throws IOException {
        Outbox outbox = Outbox.open(disk, 2_500);
        outbox.give("c-1", new CommandAnswer("done", "{}"));
        for (int i = 1; i <= 4; i++) {
            outbox.put(report(i));
        }
        assertEquals(2, outbox.dropped());
        assertTrue(outbox.bytes() <= 2_500);
        assertArrayEquals(
                report(3).body(),
                outbox.first(Letter.Lane.REPORTS).orElseThrow().letter().body());
        assertTrue(outbox.first(Letter.Lane.ANSWERS).isPresent());
        assertEquals(2, Outbox.open(disk, 2_500).dropped());
    }

    @Test
    void refusesWhatIsLargerThanItself() throws IOException {
        Outbox outbox = Outbox.open(disk, 500);
        assertThrows(IOException.class, () -> outbox.put(report(1)));
        assertEquals(1, outbox.dropped());
    }

    @Test
    void passesOverALetterThatTheDiskDamaged() throws IOException {
        Outbox outbox = Outbox.open(disk);
        outbox.put(report(1));
        outbox.put(report(2));
        disk.write(disk.list("letter-").getFirst(), new byte[] {1, 2, 3});
        outbox = Outbox.open(disk);
        assertArrayEquals(
                report(2).body(),
                outbox.first(Letter.Lane.REPORTS).orElseThrow().letter().body());
        assertEquals(1, outbox.dropped());
    }

    @Test
    void isEmptyAtFirst() throws IOException {
        assertEquals(Optional.empty(), Outbox.open(disk).first(Letter.Lane.REPORTS));
    }

    /** About a kilobyte that does not compress. */
    private static Letter report(int number) {
        byte[] body = new byte[1_000];
        new Random(number).nextBytes(body);
        return new Letter(Letter.Lane.REPORTS, "/v1/agents/reports", body);
    }
}
