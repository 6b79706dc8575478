package dev.watchword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.bootstrap.Refusal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {

    private static final Path DATA = Path.of("/nowhere");

    private static ServerConfig with(String listen, Optional<String> database, boolean behindProxy, String endpoint)
            throws Refusal {
        return new ServerConfig(
                DATA,
                ServerConfig.address(listen),
                database,
                Optional.empty(),
                behindProxy,
                endpoint.isEmpty() ? Optional.empty() : Optional.of(URI.create(endpoint)),
                Optional.empty());
    }

    @Test
    void theDefaultsAre() throws Refusal {
        ServerConfig defaults = ServerConfig.in(DATA);
        assertEquals("127.0.0.1", defaults.listen().getHostString());
        assertEquals(8080, defaults.listen().getPort());
        assertEquals(Optional.empty(), defaults.database());
        assertEquals(Optional.empty(), defaults.tls());
        assertEquals(false, defaults.behindProxy());
        assertEquals(Optional.empty(), defaults.endpoint());
        assertEquals(Optional.empty(), defaults.adminPassword());
        defaults.check();
        assertEquals("http://127.0.0.1:8080", defaults.told(8080));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:8080", "127.0.0.1:x"})
    void anAddressHasAHostAndAPort(String text) {
        assertThrows(Refusal.class, () -> ServerConfig.address(text));
    }

    @Test
    void anIpv6AddressStandsInBrackets() throws Refusal {
        assertEquals(
                "http://[0:0:0:0:0:0:0:1]:99",
                with("[::1]:99", Optional.empty(), false, "").told(99));
    }

    /** By it the console's cookie is guarded, and clients are told the address. */
    @Test
    void anEndpointThatIsHttpsMeansTls() throws Refusal {
        for (String endpoint : List.of("https://watchword.example.org", "http://watchword.example.org")) {
            ServerConfig config = new ServerConfig(
                    DATA,
                    ServerConfig.address("127.0.0.1:1"),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.of(URI.create(endpoint)),
                    Optional.empty());
            assertEquals(endpoint.startsWith("https"), config.publicEndpoint().tls());
        }
    }

    @Test
    void beyondLoopbackNeedsTlsOrAProxy() throws Refusal {
        assertThrows(
                Refusal.class,
                () -> with("0.0.0.0:1", Optional.empty(), false, "").check());
        assertThrows(
                Refusal.class,
                () -> with("192.0.2.1:1", Optional.empty(), false, "").check());
        with("0.0.0.0:1", Optional.empty(), true, "").check();
        new ServerConfig(
                        DATA,
                        ServerConfig.address("0.0.0.0:1"),
                        Optional.empty(),
                        Optional.of(new ServerConfig.TlsFiles(DATA, DATA)),
                        false,
                        Optional.empty(),
                        Optional.empty())
                .check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/n?user=u&password=secret",
                "jdbc:postgresql://h/n?password=secret",
                "jdbc:postgresql://h/n?sslpassword=secret",
                "jdbc:postgresql://u:secret@h/n"
            })
    void aPasswordInTheAddressIsRefusedWithAdvice(String url) {
        Refusal refusal = assertThrows(
                Refusal.class,
                () -> with("127.0.0.1:1", Optional.of(url), false, "").check());
        assertTrue(refusal.text().contains("pgpass"));
        assertTrue(!refusal.text().contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:/tmp/x", "jdbc:h2:mem:", "postgresql://h/n", ""})
    void otherDatabasesAreRefused(String url) {
        assertThrows(
                Refusal.class,
                () -> with("127.0.0.1:1", Optional.of(url), false, "").check());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h", "h", "https://u:p@h/", "https://h/?a=b"})
    void anEndpointIsAnHttpAddress(String endpoint) {
        assertThrows(
                Refusal.class,
                () -> with("127.0.0.1:1", Optional.empty(), false, endpoint).check());
    }

    @Test
    void theEndpointIsToldAsGiven() throws Refusal {
        ServerConfig config = with("127.0.0.1:1", Optional.empty(), false, "https://w.example.org/");
        config.check();
        assertEquals("https://w.example.org", config.told(1));
    }
}
