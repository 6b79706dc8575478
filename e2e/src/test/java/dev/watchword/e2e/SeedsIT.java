package dev.watchword.e2e;

import dev.watchword.server.database.Dialect;
import org.junit.jupiter.api.Nested;

/** The example requests of the vendor, see {@link Seeds}. */
class SeedsIT {

    @Nested
    class OnSqlite extends Seeds {
        OnSqlite() {
            super(Dialect.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends Seeds {
        OnPostgresql() {
            super(Dialect.POSTGRESQL);
        }
    }
}
