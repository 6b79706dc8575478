package dev.watchword.server.auditlog;

import dev.watchword.server.database.Database;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The lines in the database, where the API reads them. */
final class DatabaseSink implements Sink {

    private final Database database;

    DatabaseSink(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Optional<Kept> last() throws IOException {
        return told(() -> database.read(
                handle -> handle.createQuery("select seq, line from audit_entry order by seq desc limit 1")
                        .map((row, context) -> new Kept(row.getLong("seq"), row.getString("line")))
                        .findOne()));
    }

    @Override
    public List<Kept> from(long seq, int most) throws IOException {
        return told(() -> database.read(handle -> handle.createQuery(
                        "select seq, line from audit_entry where seq >= :seq order by seq limit :most")
                .bind("seq", seq)
                .bind("most", most)
                .map((row, context) -> new Kept(row.getLong("seq"), row.getString("line")))
                .list()));
    }

    @Override
    public void append(List<Kept> lines) throws IOException {
        told(() -> {
            database.change(handle -> {
                PreparedBatch batch = handle.prepareBatch(
                        "insert into audit_entry (seq, at, kind, domain_id, project_id, actor_id, actor_name, action,"
                                + " result, request_id, line) values (:seq, :at, :kind, :domain, :project, :actor,"
                                + " :name, :action, :result, :request, :line)");
                for (Kept line : lines) {
                    Map<String, String> read = Line.read(line.text()).orElse(Map.of());
                    batch.bind("seq", line.seq())
                            .bind("at", millis(read.getOrDefault("time", "")))
                            .bind("kind", read.getOrDefault("kind", ""))
                            .bind("domain", read.getOrDefault("domain", ""))
                            .bind("project", read.getOrDefault("project", ""))
                            .bind("actor", read.getOrDefault("actor", ""))
                            .bind("name", read.getOrDefault("actor_name", ""))
                            .bind("result", result(read))
                            .bind("action", read.getOrDefault("action", ""))
                            .bind("request", read.getOrDefault("request", ""))
                            .bind("line", line.text())
                            .add();
                }
                batch.execute();
            });
            return true;
        });
    }

    @Override
    public void check() {
        // A database that lost its table says so at the next append.
    }

    @Override
    public void close() {
        // The database is somebody else's to close.
    }

    /** How a call ended: {@code succeeded}, {@code refused} or {@code failed}; {@code ""} for what is no end of a call. */
    private static String result(Map<String, String> read) {
        if (read.getOrDefault("decision", "").equals("denied")) {
            return "refused";
        }
        String status = read.getOrDefault("status", "");
        if (status.isEmpty()) {
            return "";
        }
        return status.startsWith("2") || status.startsWith("3") ? "succeeded" : "failed";
    }

    static long millis(String time) {
        try {
            return Instant.parse(time).toEpochMilli();
        } catch (DateTimeException e) {
            return 0;
        }
    }

    private static <T> T told(Supplier<T> work) throws IOException {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw new IOException("the database took no audit entry", e);
        }
    }
}
