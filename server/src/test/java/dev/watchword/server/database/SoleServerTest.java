package dev.watchword.server.database;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SoleServerTest {

    private static final String HOLDERS = "select pid from pg_locks l join pg_database d on d.oid = l.database"
            + " where l.locktype = 'advisory' and l.granted and d.datname = current_database()";

    @Test
    void letsOneProcessServeADatabase() {
        String url = TestDatabase.freshUrl(Dialect.POSTGRESQL);
        try (Database first = Database.openAlone(url)) {
            assertThrows(DatabaseInUse.class, () -> Database.openAlone(url));
            assertDoesNotThrow(() -> first.change(handle -> handle.execute("insert into domain values ('d', 'd', 0)")));
        }
        assertDoesNotThrow(() -> Database.openAlone(url).close());
    }

    @Test
    void servesTwoDatabasesOfOneServer() {
        try (Database first = Database.openAlone(TestDatabase.freshUrl(Dialect.POSTGRESQL))) {
            assertDoesNotThrow(() -> Database.openAlone(TestDatabase.freshUrl(Dialect.POSTGRESQL))
                    .close());
            first.change(handle -> {});
        }
    }

    /** Another process takes the lock in the moment in which the first one's connection breaks. */
    @Test
    void changesNothingWhileAnotherMayHaveTheDatabase() throws Exception {
        String url = TestDatabase.freshUrl(Dialect.POSTGRESQL);
        try (Database database = Database.openAlone(url);
                Database other = Database.open(url)) {
            other.<Integer>read(handle -> {
                handle.execute("select pg_terminate_backend(pid) from (" + HOLDERS + ") holder");
                handle.execute("select pg_advisory_lock(?)", 0x7761746368776f72L);
                awaitRefusal(database);
                assertEquals(
                        0,
                        database.<Integer>read(any -> any.createQuery("select count(*) from domain")
                                .mapTo(Integer.class)
                                .one()));
                return handle.execute("select pg_advisory_unlock(?)", 0x7761746368776f72L);
            });
            awaitChange(database);
        }
    }

    private static void awaitRefusal(Database database) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (true) {
            try {
                database.change(handle -> {});
            } catch (DatabaseInUse expected) {
                return;
            }
            pause(end);
        }
    }

    private static void awaitChange(Database database) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (true) {
            try {
                database.change(handle -> {});
                return;
            } catch (DatabaseInUse stillRefused) {
                pause(end);
            }
        }
    }

    private static void pause(Instant end) {
        if (Instant.now().isAfter(end)) {
            throw new AssertionError("nothing changed in time");
        }
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
