package dev.watchword.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.server.authentication.RateLimits;
import dev.watchword.server.authentication.SourceGate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire itself: what is no proper HTTP, or reaches no route, is answered in the gateway's form and ends there. */
class HttpServerTest {

    private static final String CLOSE = "Host: x\r\nConnection: close\r\n";
    private static final CountDownLatch ENTERED = new CountDownLatch(1);
    private static final CountDownLatch GO_ON = new CountDownLatch(1);

    private static final List<Route> ROUTES = List.of(
            Route.get("/source", Service.WATCHWORD)
                    .openToAll()
                    .to(call -> Answer.ok(Json.object().put("source", call.raw().sourceIp()))),
            Route.get("/slow", Service.WATCHWORD).openToAll().to(call -> {
                ENTERED.countDown();
                try {
                    GO_ON.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Answer.ok(Json.object().put("done", true));
            }),
            Route.get("/guarded", Service.WATCHWORD).needs("watchword:x:get").to(call -> Answer.ok(Json.object())),
            Route.post("/large", Service.WATCHWORD)
                    .needs("watchword:x:set")
                    .upTo(4 << 20)
                    .to(call -> Answer.empty(204)),
            Route.post("/small", Service.WATCHWORD)
                    .openToAll()
                    .upTo(10)
                    .mutating(false)
                    .to(call -> Answer.ok(Json.object().put("bytes", call.raw().body().length))));

    private static HttpServer server = start(false);

    private static HttpServer start(boolean behindProxy) {
        return start(behindProxy, Gate.OPEN);
    }

    private static HttpServer start(boolean behindProxy, Gate gate) {
        Pipeline pipeline = new Pipeline(
                raw -> {
                    throw unproven();
                },
                new NoAgents(),
                new NobodyAllowed(),
                (caller, raw, work) -> work.get(),
                new NothingWritten(),
                (route, caller) -> {},
                InstantSource.system());
        return HttpServer.start(
                new Listening(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Optional.empty(),
                        behindProxy,
                        gate,
                        (route, status, nanos) -> {}),
                ROUTES,
                pipeline);
    }

    @BeforeAll
    static void open() {
        assertTrue(server.port() > 0);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private record Heard(String status, String head, String body) {
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(body);
        }
    }

    private static Heard say(int port, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // the server had heard enough
            }
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\r\n\r\n");
            return new Heard(all.split(" ", 3)[1], all.substring(0, end), all.substring(end + 4));
        }
    }

    private static Heard say(String text) throws IOException {
        return say(server.port(), text);
    }

    private static void assertGatewayError(String status, String code, Heard heard) throws IOException {
        assertEquals(status, heard.status(), heard::toString);
        assertTrue(heard.header("Content-Type").startsWith("application/json"), heard::toString);
        assertTrue(heard.header("X-Request-Id").matches("[0-9a-f]{32}"), heard::toString);
        assertEquals(code, heard.json().path("error_code").asText());
        assertEquals(
                heard.header("X-Request-Id"), heard.json().path("request_id").asText());
        assertEquals("", heard.header("Server"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /source HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /source HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n",
                "POST /small HTTP/1.1\r\n" + CLOSE + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /small HTTP/1.1\r\n" + CLOSE + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /small HTTP/1.1\r\n" + CLOSE + "Content-Length: -1\r\n\r\n",
                "GET /source HTTP/1.1\r\n" + CLOSE + "Na me: x\r\n\r\n",
                "GET /source HTTP/1.1\r\nHost: x\r\nConnection: close\r\nA: b\0c\r\n\r\n",
                "GET /%zz HTTP/1.1\r\n" + CLOSE + "\r\n",
                "NONSENSE\r\n\r\n"
            })
    void whatIsNoProperHttpIsRefused(String text) throws IOException {
        assertGatewayError("400", "APIGW.0201", say(text));
    }

    @Test
    void headersBeyondTheLimitAreRefused() throws IOException {
        String large = "a".repeat(100_000);
        assertGatewayError("431", "APIGW.0201", say("GET /source HTTP/1.1\r\n" + CLOSE + "X: " + large + "\r\n\r\n"));
        assertGatewayError("414", "APIGW.0201", say("GET /" + large + " HTTP/1.1\r\n" + CLOSE + "\r\n"));
        String token = "a".repeat(32_768);
        assertEquals(
                "200",
                say("GET /source HTTP/1.1\r\n" + CLOSE + "X-Auth-Token: " + token + "\r\n\r\n")
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "TRACE", "PATCH", "DELETE", "POST", "PUT", "FOO"})
    void aMethodThatARouteDoesNotHaveIsNoRoute(String method) throws IOException {
        assertGatewayError("404", "APIGW.0101", say(method + " /source HTTP/1.1\r\n" + CLOSE + "\r\n"));
        assertGatewayError("404", "APIGW.0101", say(method + " /nowhere HTTP/1.1\r\n" + CLOSE + "\r\n"));
    }

    @Test
    void headIsNoRouteEither() throws IOException {
        Heard heard = say("HEAD /source HTTP/1.1\r\n" + CLOSE + "\r\n");
        assertEquals("404", heard.status());
        assertTrue(heard.header("X-Request-Id").matches("[0-9a-f]{32}"));
        assertEquals("", heard.body());
    }

    @ParameterizedTest
    @CsvSource({"9,200", "10,200", "11,413", "100000,413"})
    void aBodyHasTheRoutesLimit(int bytes, String status) throws IOException {
        String request =
                "POST /small HTTP/1.1\r\n" + CLOSE + "Content-Length: " + bytes + "\r\n\r\n" + "x".repeat(bytes);
        Heard heard = say(request);
        assertEquals(status, heard.status());
        if (status.equals("413")) {
            assertGatewayError("413", "APIGW.0201", heard);
        }
    }

    /** Not a byte of the body is sent: who waited for it would answer 408, or nothing. */
    @Test
    void aSourceIsRefusedBeforeItsBodyIsRead() throws IOException {
        try (HttpServer throttled = start(true, new SourceGate(new RateLimits(9, 9, 9, 9, 4 << 20, 9)))) {
            String large = "POST /large HTTP/1.1\r\n" + CLOSE + "Content-Length: 4194304\r\n";
            Heard first = say(throttled.port(), large + "\r\n" + "x".repeat(4 << 20));
            assertEquals("401", first.status());
            Heard second = say(throttled.port(), large + "\r\n");
            assertGatewayError("429", "APIGW.0308", second);
            assertTrue(Integer.parseInt(second.header("Retry-After")) > 0);
            assertEquals("close", second.header("Connection"));
            Heard other = say(throttled.port(), large + "X-Forwarded-For: 192.0.2.1\r\n\r\n" + "x".repeat(4 << 20));
            assertEquals("401", other.status());
        }
    }

    @Test
    void anUnprovenCallerIsNotLetIn() throws IOException {
        assertGatewayError("401", "APIGW.0301", say("GET /guarded HTTP/1.1\r\n" + CLOSE + "\r\n"));
    }

    @Test
    void aForwardedAddressCountsBehindAProxyOnly() throws IOException {
        String request = "GET /source HTTP/1.1\r\n" + CLOSE + "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\n\r\n";
        assertEquals("127.0.0.1", say(request).json().path("source").asText());
        try (HttpServer proxied = start(true)) {
            assertEquals(
                    "198.51.100.7",
                    say(proxied.port(), request).json().path("source").asText());
            String nonsense = "GET /source HTTP/1.1\r\n" + CLOSE + "X-Forwarded-For: 1.2.3.4, <b>\r\n\r\n";
            assertEquals(
                    "127.0.0.1",
                    say(proxied.port(), nonsense).json().path("source").asText());
        }
        assertEquals("203.0.113.1", Forwarded.source("203.0.113.1", List.of("192.0.2.1")), "no proxy of ours");
        assertEquals("192.0.2.1", Forwarded.source("10.0.0.1", List.of("192.0.2.1")));
        assertEquals("2001:db8::1", Forwarded.source("fd00::1", List.of("2001:db8::1")));
    }

    @Test
    void aRunningCallEndsBeforeTheServerDoes() throws Exception {
        HttpServer draining = start(false);
        CompletableFuture<Heard> slow = CompletableFuture.supplyAsync(() -> {
            try {
                return say(draining.port(), "GET /slow HTTP/1.1\r\n" + CLOSE + "\r\n");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertTrue(ENTERED.await(20, TimeUnit.SECONDS));
        CompletableFuture<Void> closed = CompletableFuture.runAsync(draining::close);
        Thread.sleep(300);
        assertFalse(closed.isDone());
        GO_ON.countDown();
        assertEquals("200", slow.get(20, TimeUnit.SECONDS).status());
        closed.get(20, TimeUnit.SECONDS);
    }

    /** No route here changes anything. */
    private static final class NothingWritten implements AuditTrail {
        @Override
        public Pending intend(Call call) {
            throw new AssertionError(call);
        }

        @Override
        public void refused(Route route, RawCall raw, String requestId, Optional<Caller> caller, ApiError error) {}
    }

    private static ApiError unproven() {
        return ApiError.gateway(401, "APIGW.0301", "Incorrect IAM authentication information.");
    }

    private static final class NobodyAllowed implements Authorization {
        @Override
        public void requireProject(Caller caller, String projectId, RawCall call, Service service) {
            throw service.otherProject();
        }

        @Override
        public void require(Caller caller, String action, String projectId, RawCall call, Service service) {
            throw service.forbidden(action);
        }
    }
}
