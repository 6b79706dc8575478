package dev.watchword.e2e;

import dev.watchword.server.database.Dialect;
import org.junit.jupiter.api.Nested;

/** A developer's first days, see {@link Journey}. */
class JourneyIT {

    @Nested
    class OnSqlite extends Journey {
        OnSqlite() {
            super(Dialect.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends Journey {
        OnPostgresql() {
            super(Dialect.POSTGRESQL);
        }
    }
}
