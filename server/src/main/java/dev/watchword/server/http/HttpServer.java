package dev.watchword.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * The network's side: binds an address, turns what comes into {@link RawCall}s for the {@link Pipeline}, and writes its
 * answers. Virtual threads, bounded headers and bodies, graceful stop.
 */
public final class HttpServer implements AutoCloseable {

    /** A token alone may have 32,768 characters. */
    private static final int HEADER_BYTES = 64 * 1024;

    private static final long IDLE_MILLIS = 30_000;
    private static final long STOP_MILLIS = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts to listen.
     *
     * @param address port 0 takes a free one
     */
    public static HttpServer start(InetSocketAddress address, List<Route> routes, Pipeline pipeline) {
        Javalin javalin = Javalin.create(config -> configure(config, address, routes, pipeline));
        javalin.start();
        return new HttpServer(javalin);
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Takes no new calls, lets running ones end for at most ten seconds, and stops. */
    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(
            JavalinConfig config, InetSocketAddress address, List<Route> routes, Pipeline pipeline) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = Integer.MAX_VALUE; // each route has its own limit, see read()
        config.jetty.host = address.getHostString();
        config.jetty.port = address.getPort();
        config.jetty.modifyHttpConfiguration(HttpServer::harden);
        config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MILLIS));
        for (Route route : routes) {
            config.routes.addHttpHandler(type(route.verb()), route.path(), context -> serve(route, pipeline, context));
        }
        config.routes.error(404, context -> {
            if (context.attribute("answered") == null) {
                unknown(context);
            }
        });
    }

    private static void harden(HttpConfiguration http) {
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setIdleTimeout(IDLE_MILLIS);
    }

    private static void serve(Route route, Pipeline pipeline, Context context) throws IOException {
        String requestId = newRequestId();
        context.attribute("answered", true);
        byte[] body = context.req().getInputStream().readNBytes(route.bodyLimit() + 1);
        if (body.length > route.bodyLimit()) {
            ApiError tooLarge = ApiError.gateway(
                    413, "APIGW.0201", "Request entity too large: at most " + route.bodyLimit() + " bytes.");
            write(Pipeline.failed(route.service(), tooLarge, requestId).header("X-Request-Id", requestId), context);
            return;
        }
        write(pipeline.answer(route, raw(route, context, body), requestId), context);
    }

    private static HandlerType type(Verb verb) {
        return switch (verb) {
            case GET -> HandlerType.GET;
            case POST -> HandlerType.POST;
            case PUT -> HandlerType.PUT;
            case DELETE -> HandlerType.DELETE;
        };
    }

    private static void unknown(Context context) {
        String requestId = newRequestId();
        ApiError error = ApiError.gateway(404, "APIGW.0101", "The API does not exist: no such method and path.");
        write(Pipeline.failed(Service.HSS, error, requestId).header("X-Request-Id", requestId), context);
    }

    private static RawCall raw(Route route, Context context, byte[] body) {
        String query = context.req().getQueryString();
        return new RawCall(
                route.verb(),
                context.req().getRequestURI(),
                query == null ? "" : query,
                headers(context),
                body,
                context.req().getRemoteAddr(),
                Map.copyOf(context.pathParamMap()));
    }

    private static Map<String, List<String>> headers(Context context) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(context.req().getHeaderNames())) {
            List<String> values = new ArrayList<>();
            for (String value : Collections.list(context.req().getHeaders(name))) {
                values.add(value.strip());
            }
            headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
        }
        return headers;
    }

    private static void write(Answer answer, Context context) {
        context.status(answer.status());
        answer.headers().forEach(context::header);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Cache-Control", "no-store");
        if (answer.contentType().isEmpty()) {
            context.res().setContentType(null);
        } else {
            context.contentType(answer.contentType());
        }
        context.result(answer.body());
    }

    /** 32 hexadecimal digits, as the vendor's are. */
    private static String newRequestId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
