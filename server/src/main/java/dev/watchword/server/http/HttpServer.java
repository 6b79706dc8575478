package dev.watchword.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The network's side: binds an address, turns what comes into {@link RawCall}s for the {@link Pipeline}, and writes its
 * answers. Virtual threads; bounded connections, headers, bodies and times; a graceful stop.
 */
public final class HttpServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

    /** A token alone may have 32,768 characters. */
    private static final int HEADER_BYTES = 64 * 1024;

    private static final int LONGEST_ID = 1_024;
    private static final int CONNECTIONS = 10_000;
    private static final int CONNECTIONS_OF_ONE_SOURCE = 2_000;
    private static final long BODIES = 16L * 1024 * 1024;
    private static final long AGENT_BODIES = 48L * 1024 * 1024;
    private static final long IDLE_MILLIS = 30_000;
    private static final Duration DRAIN = Duration.ofSeconds(9);

    private final List<Route> routes;
    private final Pipeline pipeline;
    private final Listening listening;
    private final BodySpace bodies = new BodySpace(BODIES);
    private final BodySpace agentBodies = new BodySpace(AGENT_BODIES);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Javalin javalin;

    private HttpServer(Listening listening, List<Route> routes, Pipeline pipeline) {
        this.routes = List.copyOf(routes);
        this.pipeline = pipeline;
        this.listening = listening;
        this.javalin = Javalin.create(this::configure);
    }

    /**
     * Starts to listen with plain HTTP.
     *
     * @param address port 0 takes a free one
     */
    public static HttpServer start(InetSocketAddress address, List<Route> routes, Pipeline pipeline) {
        return start(Listening.plain(address), routes, pipeline);
    }

    /** Starts to listen. */
    public static HttpServer start(Listening listening, List<Route> routes, Pipeline pipeline) {
        HttpServer server = new HttpServer(listening, routes, pipeline);
        server.javalin.start();
        return server;
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Takes no new calls, lets running ones end for at most nine seconds, and stops. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        for (Connector connector : javalin.jettyServer().server().getConnectors()) {
            connector.shutdown();
        }
        long end = System.nanoTime() + DRAIN.toNanos();
        try {
            while (running.get() > 0 && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            Thread.sleep(50); // the last answer is on its way
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running.get() > 0) {
            LOG.log(System.Logger.Level.WARNING, "{0} calls were cut off: they took too long", running.get());
        }
        try {
            javalin.stop();
        } catch (JavalinException e) {
            // Whoever was cut off above is still being cut off; nothing new comes in.
            LOG.log(System.Logger.Level.DEBUG, "the listener did not stop in time", e);
        }
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        // It would sleep for five seconds in a thread that keeps the JVM from ending.
        config.startup.startupWatcherEnabled = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = Integer.MAX_VALUE; // each route has its own limit, see body()
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new WireErrors());
            server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
            server.setStopTimeout(500); // close() has waited already
        });
        config.jetty.modifyServletContextHandler(servlets -> servlets.setErrorHandler(new WireErrors()));
        config.jetty.addConnector(this::connector);
        for (Route route : routes) {
            config.routes.addHttpHandler(type(route.verb()), route.path(), context -> serve(route, context));
            if (route.verb() == Verb.GET) { // else the framework would answer with an empty 200
                config.routes.addHttpHandler(HandlerType.HEAD, route.path(), this::unknown);
            }
        }
        config.routes.error(404, context -> {
            if (context.attribute("answered") == null) {
                unknown(context);
            }
        });
    }

    private Connector connector(Server server, HttpConfiguration http) {
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector = listening
                .tls()
                .map(context -> {
                    SslContextFactory.Server tls = new SslContextFactory.Server();
                    tls.setSslContext(context);
                    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
                    tls.setSniRequired(false);
                    return new ServerConnector(server, new SslConnectionFactory(tls, plain.getProtocol()), plain);
                })
                .orElseGet(() -> new ServerConnector(server, plain));
        connector.setHost(listening.address().getHostString());
        connector.setPort(listening.address().getPort());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(DRAIN.toMillis()); // else a call whose body still comes is cut after a second
        connector.addBean(new SlowHeaders());
        connector.addBean(SourceConnections.of(CONNECTIONS_OF_ONE_SOURCE, listening.behindProxy()));
        return connector;
    }

    private void serve(Route route, Context context) {
        long start = System.nanoTime();
        String requestId = RequestId.fresh();
        context.attribute("answered", true);
        running.incrementAndGet();
        try {
            Answer answer;
            try {
                answer = answer(route, context, requestId);
            } catch (ApiError refused) {
                answer = Pipeline.failed(route, head(route, context), refused, requestId)
                        .header("X-Request-Id", requestId);
                context.header("Connection", "close"); // what is left of the body is not read
            } catch (IOException gone) {
                LOG.log(System.Logger.Level.DEBUG, "a caller went away before its body had come", gone);
                answer = Answer.empty(400).header("Connection", "close");
            }
            write(answer, context);
            listening.meter().ended(route, answer.status(), System.nanoTime() - start);
        } finally {
            running.decrementAndGet();
        }
    }

    private Answer answer(Route route, Context context, String requestId) throws IOException {
        if (closing.get()) {
            throw ApiError.gateway(503, "APIGW.0201", "Backend unavailable: the server is stopping.")
                    .header("Retry-After", "5");
        }
        HttpServletRequest request = context.req();
        Map<String, List<String>> headers = headers(request);
        String source = source(request, headers);
        try (Gate.Pass pass = listening.gate().enter(route, source);
                BodySpace.Lease lease = space(route).lease()) {
            Runnable large = () -> pipeline.expect(route, raw(route, context, headers, new byte[0], source), requestId);
            byte[] body = IncomingBody.read(
                    request.getInputStream(), request.getContentLengthLong(), route, pass, lease, large);
            return pipeline.answer(route, raw(route, context, headers, body, source), requestId, pass::proven);
        }
    }

    /** Strangers must not be able to take what agents need for their reports. */
    private BodySpace space(Route route) {
        return route.permission() instanceof Permission.Agent ? agentBodies : bodies;
    }

    private static RawCall raw(
            Route route, Context context, Map<String, List<String>> headers, byte[] body, String source) {
        String query = context.req().getQueryString();
        return new RawCall(
                route.verb(),
                context.req().getRequestURI(),
                query == null ? "" : query,
                headers,
                body,
                source,
                pathValues(context));
    }

    private static RawCall head(Route route, Context context) {
        Map<String, List<String>> headers = headers(context.req());
        String query = context.req().getQueryString();
        return new RawCall(
                route.verb(),
                context.req().getRequestURI(),
                query == null ? "" : query,
                headers,
                new byte[0],
                context.req().getRemoteAddr(),
                Map.of());
    }

    private static HandlerType type(Verb verb) {
        return switch (verb) {
            case GET -> HandlerType.GET;
            case POST -> HandlerType.POST;
            case PUT -> HandlerType.PUT;
            case DELETE -> HandlerType.DELETE;
        };
    }

    /** Where somebody looks for a page, the answer is a page. */
    private void unknown(Context context) {
        context.attribute("answered", true);
        String requestId = RequestId.fresh();
        String path = context.req().getRequestURI() + "/";
        Optional<Route> near = routes.stream()
                .filter(route -> route.verb() == Verb.GET && route.refusal().isPresent())
                .filter(route -> path.startsWith(route.path() + "/"))
                .findFirst();
        if (near.isPresent() && context.method() == HandlerType.GET) {
            ApiError noPage = ApiError.of(404, "WW.0004", "There is no such page.");
            Answer page = Pipeline.failed(near.get(), head(near.get(), context), noPage, requestId);
            write(page.header("X-Request-Id", requestId), context);
            return;
        }
        ApiError error = ApiError.gateway(404, "APIGW.0101", "The API does not exist: no such method and path.");
        write(Pipeline.failed(Service.HSS, error, requestId).header("X-Request-Id", requestId), context);
    }

    private String source(HttpServletRequest request, Map<String, List<String>> headers) {
        String peer = request.getRemoteAddr();
        return listening.behindProxy()
                ? Forwarded.source(peer, headers.getOrDefault("x-forwarded-for", List.of()))
                : peer;
    }

    /** In the order of the path. */
    private static Map<String, String> pathValues(Context context) {
        Map<String, String> values = Collections.unmodifiableMap(new LinkedHashMap<>(context.pathParamMap()));
        if (values.values().stream().anyMatch(value -> value.length() > LONGEST_ID)) {
            throw ApiError.gateway(
                    404,
                    "APIGW.0101",
                    "The API does not exist: a part of the path has over " + LONGEST_ID + " characters.");
        }
        return values;
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            List<String> values = new ArrayList<>();
            for (String value : Collections.list(request.getHeaders(name))) {
                values.add(value.strip());
            }
            headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
        }
        return headers;
    }

    private static void write(Answer answer, Context context) {
        context.status(answer.status());
        context.header("Cache-Control", "no-store");
        answer.headers().forEach(context::header);
        context.header("X-Content-Type-Options", "nosniff");
        if (answer.contentType().isEmpty()) {
            context.res().setContentType(null);
        } else {
            context.contentType(answer.contentType());
        }
        context.result(answer.body());
    }
}
