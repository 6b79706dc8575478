package dev.watchword.e2e;

import dev.watchword.server.database.Dialect;
import org.junit.jupiter.api.Nested;

/** Where secrets must not stand, see {@link NoSecretInClear}. */
class CanaryIT {

    @Nested
    class OnSqlite extends NoSecretInClear {
        OnSqlite() {
            super(Dialect.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends NoSecretInClear {
        OnPostgresql() {
            super(Dialect.POSTGRESQL);
        }
    }
}
