package dev.watchword.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fresh, empty databases of both kinds for tests: SQLite in a temporary file, and a real PostgreSQL server that is
 * started once for all tests of a JVM.
 */
public final class TestDatabase {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres postgres;

    private TestDatabase() {}

    /** Both, for parameterised suites. */
    public static Stream<Dialect> both() {
        return Stream.of(Dialect.values());
    }

    /** A new one; the caller closes it. */
    public static Database fresh(Dialect dialect) {
        return Database.open(freshUrl(dialect));
    }

    /** The address of a new, empty one. */
    public static String freshUrl(Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> "jdbc:sqlite:" + temporaryFile();
            case POSTGRESQL -> freshPostgres();
        };
    }

    private static Path temporaryFile() {
        try {
            Path folder = Files.createTempDirectory("watchword-test");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve("state.db");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized String freshPostgres() {
        EmbeddedPostgres server = postgres == null ? started() : postgres;
        postgres = server;
        String name = "test" + NAMES.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name.toLowerCase(Locale.ROOT));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server.getJdbcUrl("postgres", name);
    }

    /** It stops with the JVM. */
    private static EmbeddedPostgres started() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
