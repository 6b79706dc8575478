package dev.watchword.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NewerDatabaseTest {

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void isNotTouchedByAnOlderRelease(Dialect dialect) {
        String url = TestDatabase.freshUrl(dialect);
        try (Database database = Database.openAlone(url)) {
            database.write(
                    handle -> handle.execute(
                            "insert into flyway_schema_history select 9999, '9999', 'future', 'SQL', 'V9999__future.sql', 1,"
                                    + " installed_by, installed_on, 1, success from flyway_schema_history where installed_rank = 1"));
        }
        assertEquals(
                "a newer release of Watchword has changed it: start that one, or put a backup from before back",
                assertThrows(IllegalStateException.class, () -> Database.openAlone(url))
                        .getMessage());
    }
}
