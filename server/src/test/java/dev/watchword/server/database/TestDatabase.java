package dev.watchword.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fresh, empty databases of both kinds for tests: SQLite in a temporary file, and a real PostgreSQL server that is
 * started once for all tests of a JVM.
 */
public final class TestDatabase {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String TEMPLATE = "with_tables";
    private static final int KEPT = 12;
    private static final Deque<String> MADE = new ArrayDeque<>();
    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable Path sqliteTemplate;

    private TestDatabase() {}

    /** Both, for parameterised suites. */
    public static Stream<Dialect> both() {
        return Stream.of(Dialect.values());
    }

    /** A new one; the caller closes it. */
    public static Database fresh(Dialect dialect) {
        return Database.openMigrated(freshUrl(dialect));
    }

    /** The address of a new one with tables and without rows. */
    public static String freshUrl(Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> "jdbc:sqlite:" + temporaryFile();
            case POSTGRESQL -> freshPostgres(TEMPLATE);
        };
    }

    /** The address of a new one without tables. */
    static String emptyUrl(Dialect dialect) throws IOException {
        return switch (dialect) {
            case SQLITE -> "jdbc:sqlite:" + emptyFile();
            case POSTGRESQL -> freshPostgres("template1");
        };
    }

    /** A copy of one that has its tables, since making them costs more than most tests. */
    private static synchronized Path temporaryFile() {
        try {
            if (sqliteTemplate == null) {
                Path made = emptyFile();
                Database.open("jdbc:sqlite:" + made).close();
                sqliteTemplate = made;
            }
            Path copy = emptyFile();
            Files.copy(sqliteTemplate, copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path emptyFile() throws IOException {
        Path folder = Files.createTempDirectory("watchword-test");
        folder.toFile().deleteOnExit();
        Path file = folder.resolve("state.db");
        file.toFile().deleteOnExit();
        return file;
    }

    private static synchronized String freshPostgres(String template) {
        EmbeddedPostgres server = postgres;
        if (server == null) {
            server = started();
            create(server, TEMPLATE, "template1");
            Database.open(server.getJdbcUrl("postgres", TEMPLATE)).close();
            postgres = server;
        }
        String name = "test" + NAMES.incrementAndGet();
        create(server, name, template);
        MADE.add(name);
        dropOld(server);
        return server.getJdbcUrl("postgres", name);
    }

    /** Each takes 8 MB of disk; one that is still in use stays for another time. */
    private static void dropOld(EmbeddedPostgres server) {
        if (MADE.size() <= KEPT) {
            return;
        }
        String oldest = MADE.remove();
        try {
            execute(server, "drop database " + oldest);
        } catch (IllegalStateException inUse) {
            MADE.add(oldest);
        }
    }

    private static void create(EmbeddedPostgres server, String name, String template) {
        execute(server, "create database " + name + " template " + template);
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
