package dev.watchword.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.SerializableTransactionRunner;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The server's state. Every write is one serialisable transaction that is on disk when {@link #write} returns; work given
 * to it may run more than once, so it must touch nothing but the database. Safe for use by many threads.
 */
public final class Database implements AutoCloseable {

    private static final int READERS = 8;

    /**
     * What a connection to PostgreSQL starts with: a large fleet's hosts are sorted in memory, and a walk along an index is
     * preferred to sorting, as it costs less where the database is in memory. Helpers of one question would only take the
     * cores from others. See docs/performance.md.
     */
    private static final String POSTGRESQL_SETTINGS = "set work_mem = '32MB'; set random_page_cost = 2;"
            + " set max_parallel_workers_per_gather = 0; set jit = off";

    /** One of a crowd of transactions on the same rows always succeeds, so this is a crowd that no lock would bear. */
    private static final int RETRIES = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Dialect dialect;
    private final HikariDataSource readSource;
    private final HikariDataSource writeSource;
    private final Jdbi reads;
    private final Jdbi writes;
    private final Optional<SoleServer> sole;
    private final Optional<Turns> turns;

    private Database(
            Dialect dialect, HikariDataSource readSource, HikariDataSource writeSource, Optional<SoleServer> sole) {
        this.dialect = dialect;
        this.sole = sole;
        this.readSource = readSource;
        this.writeSource = writeSource;
        this.turns = dialect == Dialect.SQLITE ? Optional.of(new Turns(PATIENCE)) : Optional.empty();
        this.reads = jdbi(readSource);
        this.writes = jdbi(writeSource).setTransactionHandler(new SerializableTransactionRunner());
        this.writes
                .getConfig(SerializableTransactionRunner.Configuration.class)
                .setMaxRetries(RETRIES)
                .setOnFailure(failures -> pause(failures.size()));
    }

    /** Its messages would quote what is bound: digests, sealed secrets. */
    private static Jdbi jdbi(DataSource source) {
        Jdbi jdbi = Jdbi.create(source);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    /** Lets the others of a crowd on one row go first, the longer the more often it was in vain. */
    private static void pause(int failures) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(Math.min(50, 2L * failures) + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Opens it and brings its tables up to date.
     *
     * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/NAME}
     */
    public static Database open(String url) {
        return open(url, Dialect.of(url), Optional.empty());
    }

    /**
     * The same for one process alone; that of a SQLite file is the one that has its folder. Changes end with
     * {@link DatabaseInUse} while it is not sure that no other process has the database.
     *
     * @throws DatabaseInUse when another process opened it so
     */
    public static Database openAlone(String url) {
        Dialect dialect = Dialect.of(url);
        Optional<SoleServer> sole = dialect == Dialect.POSTGRESQL ? Optional.of(sole(url)) : Optional.empty();
        try {
            return open(url, dialect, sole);
        } catch (RuntimeException e) {
            sole.ifPresent(SoleServer::close);
            throw e;
        }
    }

    private static Database open(String url, Dialect dialect, Optional<SoleServer> sole) {
        migrate(url, dialect);
        return migrated(url, dialect, sole);
    }

    /** Opens one whose tables are up to date, as those that tests copy: asking costs more than most tests. */
    static Database openMigrated(String url) {
        return migrated(url, Dialect.of(url), Optional.empty());
    }

    private static Database migrated(String url, Dialect dialect, Optional<SoleServer> sole) {
        return switch (dialect) {
            case SQLITE ->
                new Database(
                        dialect,
                        pool("read", sqlite(url, true), READERS, ""),
                        pool("write", sqlite(url, false), 1, ""),
                        sole);
            case POSTGRESQL -> {
                HikariDataSource both = pool("database", postgresql(url), READERS, POSTGRESQL_SETTINGS);
                yield new Database(dialect, both, both, sole);
            }
        };
    }

    /**
     * Opens it to read alone, as it is: its tables are not brought up to date, no file of SQLite is made or changed but the
     * index of a journal that a crash left, and no other process is kept away.
     */
    public static Database openToRead(String url) {
        Dialect dialect = Dialect.of(url);
        DataSource asItIs = dialect == Dialect.SQLITE ? sqliteUntouched(url) : postgresql(url);
        HikariConfig config = config("read", asItIs, 1, "");
        config.setReadOnly(true);
        HikariDataSource source = new HikariDataSource(config);
        return new Database(dialect, source, source, Optional.empty());
    }

    /** Without a journal nothing can be in it: then SQLite needs no files beside this one. */
    private static SQLiteDataSource sqliteUntouched(String url) {
        Path file = Path.of(url.substring("jdbc:sqlite:".length())).toAbsolutePath();
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(10_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        boolean journal = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        source.setUrl("jdbc:sqlite:file:" + file.toUri().getRawPath() + (journal ? "" : "?immutable=1"));
        return source;
    }

    private static SoleServer sole(String url) {
        try {
            return SoleServer.of(postgresql(url));
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }

    /** Where it differs from the other. */
    public Dialect dialect() {
        return dialect;
    }

    /** Asks, without changing anything. */
    public <T> T read(Function<Handle, T> question) {
        return reads.withHandle(question::apply);
    }

    /** Changes, all or nothing, and answers; on disk when it returns. */
    public <T> T write(Function<Handle, T> work) {
        return turns.isPresent() ? turns.get().take(() -> written(work)) : written(work);
    }

    /** Changes, all or nothing; on disk when it returns. */
    public void change(Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return true;
        });
    }

    private <T> T written(Function<Handle, T> work) {
        return writes.inTransaction(TransactionIsolationLevel.SERIALIZABLE, handle -> {
            sole.ifPresent(one -> one.require(handle));
            return work.apply(handle);
        });
    }

    /** Changes in several transactions; others who wait to change something come in between. */
    public void changeInPieces(Piece first) {
        Optional<Piece> rest = write(first::run);
        while (rest.isPresent()) {
            rest = write(rest.get()::run);
        }
    }

    /** How many connections are in use now, for the metrics. */
    public int busyConnections() {
        int reading = readSource.getHikariPoolMXBean().getActiveConnections();
        return readSource == writeSource
                ? reading
                : reading + writeSource.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public void close() {
        readSource.close();
        writeSource.close();
        sole.ifPresent(SoleServer::close);
    }

    private static HikariDataSource pool(String name, DataSource source, int size, String settings) {
        return new HikariDataSource(config(name, source, size, settings));
    }

    private static HikariConfig config(String name, DataSource source, int size, String settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("watchword-" + name);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setDataSource(source);
        if (!settings.isEmpty()) {
            config.setConnectionInitSql(settings);
        }
        return config;
    }

    private static DataSource sqlite(String url, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setBusyTimeout(10_000);
        config.setCacheSize(-64_000);
        config.setTransactionMode(
                readOnly ? SQLiteConfig.TransactionMode.DEFERRED : SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }

    private static PGSimpleDataSource postgresql(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    private static void migrate(String url, Dialect dialect) {
        Flyway flyway = Flyway.configure()
                .dataSource(dialect == Dialect.SQLITE ? sqlite(url, false) : postgresql(url))
                .placeholders(dialect.placeholders())
                .locations("classpath:db/migration")
                .load();
        // Flyway itself only remarks on it, and what this release writes may not be what the newer tables mean.
        if (Arrays.stream(flyway.info().applied())
                .anyMatch(each -> each.getState() == MigrationState.FUTURE_SUCCESS
                        || each.getState() == MigrationState.FUTURE_FAILED)) {
            throw new IllegalStateException(
                    "a newer release of Watchword has changed it: start that one, or put a backup from before back");
        }
        flyway.migrate();
    }
}
