package dev.watchword.server.database;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;

/**
 * Lets writers to an only connection in one after the other, in the order in which they came: the pool would give it to the
 * thread that has just had it, however long others wait. Safe for use by many threads.
 */
final class Turns {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Duration patience;

    /** @param patience how long one waits for its turn */
    Turns(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits for its turn and does the work.
     *
     * @throws ConnectionException when the turn did not come, as when a pool has no connection
     */
    <T> T take(Supplier<T> work) {
        if (!isTaken()) {
            throw new ConnectionException(new SQLTransientConnectionException("others write for too long"));
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private boolean isTaken() {
        try {
            return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
