package dev.watchword.server.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseFailureTest {

    /** A failed statement ends in the log with its whole chain. */
    @ParameterizedTest
    @EnumSource
    void quotesNothingThatWasBound(Dialect dialect) {
        try (Database database = TestDatabase.fresh(dialect)) {
            RuntimeException failure = assertThrows(
                    RuntimeException.class,
                    () -> database.change(handle -> handle.createUpdate("insert into no_such_table values (:secret)")
                            .bind("secret", "canary-7f3a")
                            .execute()));
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            assertFalse(text.toString().contains("canary"), text.toString());
        }
    }
}
