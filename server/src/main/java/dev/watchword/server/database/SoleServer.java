package dev.watchword.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Says that this process alone serves a PostgreSQL database: two would write two audit logs into one. It is an advisory
 * lock that lasts as long as a connection, so that a crash leaves nothing behind. When that connection breaks nothing is
 * written until the lock is taken again. Safe for use by many threads.
 */
final class SoleServer implements AutoCloseable {

    /** Any number that no other program is likely to lock: eight letters of "watchword". */
    private static final long LOCK = 0x7761746368776f72L;

    private static final int CHECK_SECONDS = 2;
    private static final int TRIES = 20;
    private static final int BETWEEN_TRIES_MILLIS = 100;

    private final PGSimpleDataSource source;
    private final Thread watching;
    private volatile Connection connection;
    private volatile boolean held = true;
    private volatile boolean closed;

    private SoleServer(PGSimpleDataSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
        this.watching = Thread.ofPlatform().daemon().name("database-lock").unstarted(this::watch);
    }

    /**
     * Takes the database.
     *
     * @throws DatabaseInUse when another process has it
     * @throws SQLException when it cannot be asked
     */
    static SoleServer of(PGSimpleDataSource source) throws SQLException {
        SoleServer sole = new SoleServer(source, lockedSoon(source));
        sole.watching.start();
        return sole;
    }

    /** PostgreSQL lets go of a lock some moments after its connection was closed, or its process died. */
    private static Connection lockedSoon(PGSimpleDataSource source) throws SQLException {
        for (int i = 1; i < TRIES; i++) {
            try {
                return locked(source);
            } catch (DatabaseInUse held) {
                pause();
            }
        }
        return locked(source);
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Connection locked(PGSimpleDataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try (PreparedStatement question = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            question.setLong(1, LOCK);
            try (ResultSet answer = question.executeQuery()) {
                if (answer.next() && answer.getBoolean(1)) {
                    return connection;
                }
            }
            throw new DatabaseInUse();
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Returns while the database is this process's own.
     *
     * @throws DatabaseInUse when that is not sure
     */
    void require() {
        if (!held) {
            throw new DatabaseInUse();
        }
    }

    private void watch() {
        while (!closed) {
            try {
                if (!connection.isValid(CHECK_SECONDS)) {
                    held = false;
                    connection.close();
                    connection = locked(source);
                    held = true;
                }
            } catch (SQLException | DatabaseInUse e) {
                held = false;
            }
            try {
                Thread.sleep(CHECK_SECONDS * 1_000L);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        watching.interrupt();
        try {
            watching.join(CHECK_SECONDS * 1_000L);
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            held = false; // it was broken before
        }
    }
}
