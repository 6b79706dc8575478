package dev.watchword.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.watchword.protocol.ResetTerms;
import dev.watchword.server.TestApi;
import dev.watchword.server.resets.Sealing;
import dev.watchword.server.servers.TestHosts;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** The one PostgreSQL database goes away while a caller changes something. */
class LostDatabaseTest {

    private static final long LOCK = 0x7761746368776f72L;
    private static final String HOLDERS = "select pid from pg_locks l join pg_database d on d.oid = l.database"
            + " where l.locktype = 'advisory' and l.granted and d.datname = current_database() and l.mode = 'ExclusiveLock'"
            + " and pid <> pg_backend_pid()";

    private final String url = TestDatabase.freshUrl(Dialect.POSTGRESQL);

    @Test
    void aChangeAfterTheLockWasLostIsAskedToComeAgain() {
        try (Database database = Database.openAlone(url);
                TestApi api = TestApi.on(database, during(handle -> {}));
                Database other = Database.open(url)) {
            String host = TestHosts.linux(api, "web-1").added(api);
            other.<Integer>read(handle -> {
                endHolder(handle);
                handle.execute("select pg_advisory_lock(?)", LOCK);
                // At once: nobody had the time to notice.
                assertComeAgain(reset(api, host));
                assertEquals(200, api.get("/health/live").status());
                assertEquals(
                        200,
                        api.get("/v1/watchword/" + TestApi.PROJECT + "/resets").status());
                return handle.execute("select pg_advisory_unlock(?)", LOCK);
            });
            assertEquals(
                    0,
                    database.<Integer>read(handle -> handle.createQuery("select count(*) from reset")
                            .mapTo(Integer.class)
                            .one()));
        }
    }

    @Test
    void aChangeWhoseOwnConnectionEndsIsAskedToComeAgain() {
        Sealing ending = during(handle -> handle.execute("select pg_terminate_backend(pg_backend_pid())"));
        try (Database database = Database.openAlone(url);
                TestApi api = TestApi.on(database, ending)) {
            assertComeAgain(reset(api, TestHosts.linux(api, "web-1").added(api)));
        }
    }

    /** The lock is lost in the middle of a change: nobody else begins before it ended. */
    @Test
    void aChangeThatBeganInTimeEndsBeforeAnotherServerBegins() {
        Sealing losing = during(handle -> {
            endHolder(handle);
            assertThrows(DatabaseInUse.class, () -> Database.openAlone(url));
        });
        try (Database database = Database.openAlone(url);
                TestApi api = TestApi.on(database, losing)) {
            TestApi.Response response = reset(api, TestHosts.linux(api, "web-1").added(api));
            assertEquals(204, response.status(), response.toString());
        }
    }

    private static void assertComeAgain(TestApi.Response response) {
        assertEquals(503, response.status(), response.toString());
        assertEquals("APIGW.0201", response.errorCode());
        assertEquals("5", response.answer().headers().get("Retry-After"));
    }

    private static TestApi.Response reset(TestApi api, String host) {
        return api.put(
                "/v1/" + TestApi.PROJECT + "/cloudservers/" + host + "/os-reset-password",
                "{\"reset-password\":{\"new_password\":\"Tr0ub4dor&3xyz\"}}");
    }

    /** Ends the session that holds the database's lock, and returns when its locks are free. */
    private static void endHolder(Handle handle) {
        handle.execute("select pg_terminate_backend(pid, 10000) from (" + HOLDERS + ") holder");
    }

    private static Sealing during(Consumer<Handle> work) {
        return new Sealing() {
            @Override
            public Optional<String> seal(Handle handle, ResetTerms terms, byte[] password) {
                work.accept(handle);
                return Optional.of("{}");
            }

            @Override
            public boolean isPossible(Handle handle, String hostId) {
                return true;
            }
        };
    }
}
