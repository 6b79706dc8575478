package dev.watchword.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Empty databases for one measurement each, gone when it ends. */
final class FreshDatabase {

    private FreshDatabase() {}

    /** What is done with one. */
    interface Work {

        /**
         * Does it.
         *
         * @param name of the database, for people
         * @param url JDBC's address of it
         */
        void with(String name, String url) throws Exception;
    }

    /** A file in a temporary folder. */
    static void sqlite(Work work) throws Exception {
        Path folder = Files.createTempDirectory("watchword-benchmark");
        Path file = folder.resolve("state.db");
        try {
            work.with("SQLite", "jdbc:sqlite:" + file);
        } finally {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(file + suffix));
            }
            Files.delete(folder);
        }
    }

    /** A server of its own. */
    static void postgresql(Work work) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "512MB")
                .start()) {
            work.with("PostgreSQL", server.getJdbcUrl("postgres", "postgres"));
        }
    }
}
