package dev.watchword.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;

class TurnsTest {

    /** Whoever gives its turn back and wants another comes after those who have waited. */
    @Test
    void comeInOrder() throws Exception {
        Turns turns = new Turns(Duration.ofSeconds(30));
        for (int i = 0; i < 20; i++) {
            AtomicBoolean served = new AtomicBoolean();
            Thread other = new Thread(() -> turns.take(() -> served.getAndSet(true)));
            turns.take(() -> {
                other.start();
                while (other.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                return true;
            });
            assertTrue(turns.take(served::get), "the other waited longer");
            other.join();
        }
    }

    @Test
    void areNotWaitedForLongerThanIsPatient() throws Exception {
        Turns turns = new Turns(Duration.ofMillis(20));
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            Future<Boolean> holding = threads.submit(() -> turns.take(() -> {
                begun.countDown();
                return isOver(end);
            }));
            begun.await();
            assertThrows(ConnectionException.class, () -> turns.take(() -> true));
            end.countDown();
            assertTrue(holding.get());
            assertEquals(List.of(1), turns.take(() -> List.of(1)));
            assertThrows(
                    IllegalStateException.class,
                    () -> turns.take(() -> {
                        throw new IllegalStateException("made up");
                    }));
            assertEquals(2, turns.take(() -> 2), "given back after a fault");
        }
    }

    private static boolean isOver(CountDownLatch end) {
        try {
            end.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
