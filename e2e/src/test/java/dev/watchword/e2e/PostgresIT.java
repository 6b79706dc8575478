package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Tests leave nothing behind on the machine. */
class PostgresIT {

    @Test
    void leavesNoFolder() {
        Postgres postgres = Postgres.start();
        postgres.close();
        assertFalse(Files.exists(postgres.folder()), "its folder is there: " + postgres.folder());
    }
}
