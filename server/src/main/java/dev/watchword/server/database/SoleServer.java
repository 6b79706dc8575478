package dev.watchword.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Says that this process alone serves a PostgreSQL database: two would write two audit logs into one. It is an advisory
 * lock that lasts as long as a connection, so that a crash leaves nothing behind. When that connection breaks nothing is
 * written until the lock is taken again. Safe for use by many threads.
 *
 * <p>Each change asks for itself whether the lock is still held, and keeps a fence that a successor must find empty: so
 * what began in time ends before another process begins, and what began later is refused.
 */
final class SoleServer implements AutoCloseable {

    /** Any number that no other program is likely to lock: eight letters of "watchword". */
    private static final long LOCK = 0x7761746368776f72L;

    /** Shared by every change that runs; taken alone for a moment by who takes the database. */
    private static final long FENCE = LOCK + 1;

    /** In this order: whoever takes the database after the second question finds the fence of the first. */
    private static final String STILL_OWN = "with fence as materialized (select pg_advisory_xact_lock_shared(:fence))"
            + " select pg_try_advisory_xact_lock_shared(:own) from fence";

    private static final int CHECK_SECONDS = 2;
    private static final int TRIES = 20;
    private static final int BETWEEN_TRIES_MILLIS = 100;

    private final PGSimpleDataSource source;
    private final long own;
    private final Thread watching;
    private volatile Connection connection;
    private volatile boolean held = true;
    private volatile boolean closed;

    private SoleServer(PGSimpleDataSource source, long own, Connection connection) {
        this.source = source;
        this.own = own;
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
        long own = ThreadLocalRandom.current().nextLong();
        SoleServer sole = new SoleServer(source, own, lockedSoon(source, own));
        sole.watching.start();
        return sole;
    }

    /** PostgreSQL lets go of a lock some moments after its connection was closed, or its process died. */
    private static Connection lockedSoon(PGSimpleDataSource source, long own) throws SQLException {
        for (int i = 1; i < TRIES; i++) {
            try {
                return locked(source, own);
            } catch (DatabaseInUse held) {
                pause();
            }
        }
        return locked(source, own);
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param own a lock that nobody else takes: while it cannot be had, the connection that holds it lives */
    private static Connection locked(PGSimpleDataSource source, long own) throws SQLException {
        Connection connection = source.getConnection();
        try {
            if (!ask(connection, "select pg_try_advisory_lock(?)", LOCK)
                    || !ask(connection, "select pg_try_advisory_lock(?)", own)
                    || !ask(connection, "select pg_try_advisory_lock(?)", FENCE)
                    || !ask(connection, "select pg_advisory_unlock(?)", FENCE)) {
                throw new DatabaseInUse();
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static boolean ask(Connection connection, String question, long lock) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setLong(1, lock);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /**
     * Returns while the database is this process's own, and keeps it so until the transaction ends.
     *
     * @param handle the transaction that is to change something
     * @throws DatabaseInUse when that is not sure
     */
    void require(Handle handle) {
        if (!held) {
            throw new DatabaseInUse();
        }
        if (handle.createQuery(STILL_OWN)
                .bind("fence", FENCE)
                .bind("own", own)
                .mapTo(Boolean.class)
                .one()) {
            throw new DatabaseInUse();
        }
    }

    private void watch() {
        while (!closed) {
            try {
                if (!connection.isValid(CHECK_SECONDS)) {
                    held = false;
                    connection.close();
                    connection = locked(source, own);
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
