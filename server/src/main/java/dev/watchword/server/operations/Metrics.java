package dev.watchword.server.operations;

import dev.watchword.server.database.Database;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.CallMeter;
import dev.watchword.server.http.Route;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Counts in the text form of Prometheus: calls by route and status, the JVM, the database's connections. No label holds
 * a name or an id. Safe for use by many threads.
 */
public final class Metrics implements CallMeter {

    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final Duration[] BUCKETS = Stream.of(5, 10, 25, 50, 100, 250, 1_000, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Database database;
    private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();
    private volatile List<PrometheusMeterRegistry> made = List.of();

    private record Outcome(String method, String route, int status) {}

    public Metrics(Database database) {
        this.database = database;
    }

    @Override
    public void ended(Route route, int status, long nanos) {
        timers.computeIfAbsent(new Outcome(route.verb().name(), route.path(), status), this::timer)
                .record(Duration.ofNanos(nanos));
    }

    /** For whoever calls from the machine itself, and not through a proxy. */
    public Answer local(Call call) {
        boolean proxied = call.raw().count("x-forwarded-for") + call.raw().count("forwarded") > 0;
        if (proxied || !isLoopback(call.raw().sourceIp())) {
            throw ApiError.gateway(
                    403,
                    "APIGW.0302",
                    "Metrics are open to this machine only: elsewhere GET /v1/watchword/metrics with credentials.");
        }
        return shown(call);
    }

    /** For whoever may. */
    public Answer shown(Call call) {
        return Answer.of(CONTENT_TYPE, registry().scrape().getBytes(StandardCharsets.UTF_8));
    }

    private Timer timer(Outcome outcome) {
        return Timer.builder("watchword.http.calls")
                .description("Calls by route and status")
                .tag("method", outcome.method())
                .tag("route", outcome.route())
                .tag("status", Integer.toString(outcome.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry());
    }

    /** Made at the first use: the server starts without it. */
    private PrometheusMeterRegistry registry() {
        if (made.isEmpty()) {
            synchronized (this) {
                if (made.isEmpty()) {
                    made = List.of(make());
                }
            }
        }
        return made.getFirst();
    }

    // The binders that are closeable watch nothing that would have to end before the process does.
    private PrometheusMeterRegistry make() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        Gauge.builder("watchword.database.connections.busy", database, Database::busyConnections)
                .description("Connections to the database in use")
                .register(registry);
        return registry;
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
