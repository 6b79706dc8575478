package dev.watchword.benchmark;

import dev.watchword.server.Features;
import dev.watchword.server.Parts;
import dev.watchword.server.database.Database;
import dev.watchword.server.http.AgentAuthentication;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.AuditTrail;
import dev.watchword.server.http.Authorization;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.Pipeline;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Verb;
import dev.watchword.server.routes.Routes;
import dev.watchword.server.secrets.AtRest;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Measures the vendor's list of weak passwords: four clients in a closed loop, warm, on both databases, through the
 * pipeline in this process (everything but the socket), and the same SQL run directly.
 */
public final class WeakPasswordListBenchmark {

    private static final int CLIENTS = 4;
    private static final String PATH = "/v5/" + GeneratedFleet.PROJECT + "/baseline/weak-password-users";

    private final PrintStream out;
    private final GeneratedFleet fleet;
    private final double seconds;

    WeakPasswordListBenchmark(PrintStream out, int hosts, int findings, double seconds) {
        this.out = out;
        this.fleet = new GeneratedFleet(hosts, findings);
        this.seconds = seconds;
    }

    /** Runs it: hosts, findings, seconds a question. */
    public static void main(String[] args) throws Exception {
        int hosts = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int findings = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 5;
        WeakPasswordListBenchmark benchmark = new WeakPasswordListBenchmark(System.out, hosts, findings, seconds);
        benchmark.onSqlite();
        benchmark.onPostgresql();
    }

    void onSqlite() throws Exception {
        FreshDatabase.sqlite(this::measure);
    }

    void onPostgresql() throws Exception {
        FreshDatabase.postgresql(this::measure);
    }

    private void measure(String name, String url) throws Exception {
        try (Database database = Database.open(url)) {
            Parts parts = new Parts(database, new AtRest(new byte[32]), InstantSource.system());
            long start = System.nanoTime();
            fleet.into(database);
            double filled = (System.nanoTime() - start) / 1e9;
            if (name.equals("PostgreSQL")) {
                // By itself it would do so within a minute of being filled.
                database.read(handle -> handle.execute("vacuum analyze"));
            }
            out.printf(
                    "%n%s: %,d hosts, %,d findings, written within %.0f s%n",
                    name, count(database, "host"), count(database, "finding"), filled);
            Pipeline pipeline = open(parts);
            Route route = route(parts);
            out.printf("%d clients, closed loop, in-process pipeline, %.1f s a question%n", CLIENTS, seconds);
            out.printf(
                    "%-38s %9s %9s %9s %9s %9s %6s%n",
                    "question", "p50 ms", "p99 ms", "max ms", "answer/s", "SQL/s", "ratio");
            for (Question question : Question.all(fleet.hosts())) {
                row(question, i -> ask(pipeline, route, question), i -> run(database, question));
            }
        }
    }

    private void row(Question question, IntConsumer api, IntConsumer sql) throws InterruptedException {
        ClosedLoop.run(CLIENTS, seconds / 2, api);
        ClosedLoop.Seen seen = ClosedLoop.run(CLIENTS, seconds, api);
        ClosedLoop.run(CLIENTS, seconds / 2, sql);
        ClosedLoop.Seen direct = ClosedLoop.run(CLIENTS, seconds, sql);
        out.printf(
                "%-38s %9.1f %9.1f %9.1f %9.0f %9.0f %6.2f%n",
                question.name(),
                seen.p50(),
                seen.p99(),
                seen.slowest(),
                seen.perSecond(),
                direct.perSecond(),
                seen.perSecond() / direct.perSecond());
    }

    private static void ask(Pipeline pipeline, Route route, Question question) {
        RawCall raw = new RawCall(
                Verb.GET,
                PATH,
                question.query(),
                Map.of(),
                new byte[0],
                "192.0.2.1",
                Map.of("project_id", GeneratedFleet.PROJECT));
        Answer answer = pipeline.answer(route, raw, "00000000000000000000000000000000");
        if (answer.status() != 200) {
            throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    /** The same statement, its rows read and thrown away. */
    private static void run(Database database, Question question) {
        database.read(handle -> question.filter()
                .bindTo(handle.createQuery(question.filter().sql(database.dialect(), false)))
                .bind("project", GeneratedFleet.PROJECT)
                .bind("limit", question.limit())
                .bind("offset", question.offset())
                .bind("most", Integer.MAX_VALUE)
                .scanResultSet((rows, context) -> drain(rows.get())));
    }

    private static int drain(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        int count = 0;
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                rows.getString(column);
            }
            count++;
        }
        return count;
    }

    private static long count(Database database, String table) {
        return database.<Long>read(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    private static Route route(Parts parts) {
        return Routes.of(Features.on(parts)).stream()
                .filter(route ->
                        route.path().endsWith("/baseline/weak-password-users") && route.service() == Service.HSS)
                .findFirst()
                .orElseThrow();
    }

    /** A pipeline in which one caller may do everything: identity and rates have measurements of their own. */
    private static Pipeline open(Parts parts) {
        Caller caller = new Caller("d", "acme", "u", "root", true, Optional.empty(), Caller.Credential.TOKEN, "00");
        return new Pipeline(
                raw -> caller,
                new NoAgents(),
                new Everything(),
                (who, raw, work) -> work.get(),
                new Nothing(),
                (route, who) -> {},
                parts.clock());
    }

    /** Nobody calls as an agent here. */
    private static final class NoAgents implements AgentAuthentication {
        @Override
        public void expect(RawCall head) {}

        @Override
        public String agent(RawCall call) {
            return "";
        }

        @Override
        public Answer signed(RawCall call, Answer answer) {
            return answer;
        }
    }

    private static final class Everything implements Authorization {
        @Override
        public void requireProject(Caller caller, String projectId, RawCall call, Service service) {}

        @Override
        public void require(Caller caller, String action, String projectId, RawCall call, Service service) {}
    }

    private static final class Nothing implements AuditTrail {
        @Override
        public Pending intend(Call call) {
            return (status, code) -> {};
        }

        @Override
        public void refused(Route route, RawCall raw, String requestId, Optional<Caller> caller, ApiError error) {}
    }
}
