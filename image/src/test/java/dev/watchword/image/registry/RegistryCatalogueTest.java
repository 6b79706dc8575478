package dev.watchword.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.LimitReached;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of a registry that gives them page by page, as the OCI distribution specification has it. */
class RegistryCatalogueTest {

    private static final AddressRule LOOPBACK =
            new AddressRule(List.of(AddressRule.Network.parse("127.0.0.0/8").orElseThrow()));

    private HttpServer server;
    private String second = "/v2/_catalog?n=1000&last=team/a";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        switch (path) {
            case "/v2/_catalog?n=1000" -> {
                exchange.getResponseHeaders().add("Link", "<" + second + ">; rel=\"next\"");
                say(exchange, 200, "{\"repositories\":[\"team/a\"]}");
            }
            case "/v2/_catalog?n=1000&last=team/a" -> say(exchange, 200, "{\"repositories\":[\"team/b\",\"team/a\"]}");
            case "/v2/team/a/tags/list?n=1000" -> say(exchange, 200, "{\"name\":\"team/a\",\"tags\":[\"1\",\"2\"]}");
            case "/v2/team/b/tags/list?n=1000" -> say(exchange, 200, "{\"name\":\"team/b\",\"tags\":null}");
            case "/v2/team/busy/tags/list?n=1000" -> say(exchange, 503, "");
            default -> say(exchange, 404, "");
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private RegistryCatalogue catalogue(int mostNames) {
        RegistrySettings settings = new RegistrySettings(
                LOOPBACK, Set.of(), true, Optional.empty(), Credentials.NONE, Duration.ofSeconds(5));
        return new RegistryCatalogue("127.0.0.1:" + server.getAddress().getPort(), settings, mostNames);
    }

    @Test
    void followsPagesAndNamesEachOnce() throws IOException {
        assertEquals(List.of("team/a", "team/b"), catalogue(10).repositories());
        assertEquals(List.of("1", "2"), catalogue(10).tags("team/a"));
        assertEquals(List.of(), catalogue(10).tags("team/b"), "it has none any more");
    }

    @Test
    void goesToNoOtherHostForAPage() {
        second = "http://192.0.2.1/v2/_catalog?n=1000&last=team/a";
        ImageFailure refused =
                assertThrows(ImageFailure.class, () -> catalogue(10).repositories());
        assertTrue(refused.reason().contains("another host"), refused.reason());
    }

    @Test
    void endsAtItsLimitAndInAListWithoutEnd() {
        assertThrows(LimitReached.class, () -> catalogue(1).repositories());
        second = "/v2/_catalog?n=1000";
        assertThrows(LimitReached.class, () -> catalogue(10).repositories());
    }

    @Test
    void tellsWhatMayPassFromWhatWillNot() {
        assertThrows(RegistryUnavailable.class, () -> catalogue(10).tags("team/busy"));
        ImageFailure gone = assertThrows(ImageFailure.class, () -> catalogue(10).tags("team/gone"));
        assertTrue(!(gone instanceof RegistryUnavailable) && gone.reason().contains("404"), gone.reason());
    }
}
