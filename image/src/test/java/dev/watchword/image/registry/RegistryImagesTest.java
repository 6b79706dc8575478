package dev.watchword.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.watchword.image.Image;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.ImageRef;
import dev.watchword.image.ImageSource;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.TarBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client against registries that want more of it than an image's reference gives them. */
class RegistryImagesTest {

    private static final AddressRule LOOPBACK =
            new AddressRule(List.of(AddressRule.Network.parse("127.0.0.0/8").orElseThrow()));
    private static final String SECRET = "Kestrel-7-basalt";

    @TempDir
    Path work;

    private final List<HttpServer> servers = new ArrayList<>();

    /** What came: port, method, path and who asked. */
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    private OciLayout layout;
    private String manifest;

    @BeforeEach
    void makeImage() {
        layout = OciLayout.in(work.resolve("layout"));
        layout.layer(new TarBuilder().file("etc/shadow", "x"), "ADD x");
        manifest = layout.write();
    }

    @AfterEach
    void stopServers() {
        servers.forEach(server -> server.stop(0));
    }

    private HttpServer serve(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String who = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .map(header -> " as " + header.split(" ", 2)[0])
                    .orElse("");
            seen.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + who);
            handler.handle(exchange);
        });
        server.start();
        servers.add(server);
        return server;
    }

    private static String host(HttpServer server) {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** A registry as it should be. */
    private void honest(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String which = path.substring(path.lastIndexOf('/') + 1);
        String digest = which.equals("latest") ? manifest : which;
        Path blob = layout.folder().resolve("blobs/sha256").resolve(digest.replace("sha256:", ""));
        if (Files.exists(blob)) {
            exchange.getResponseHeaders().add("Docker-Content-Digest", digest);
            answer(exchange, 200, Files.readAllBytes(blob));
        } else {
            answer(exchange, 404, new byte[0]);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        answer(exchange, 307, new byte[0]);
    }

    private static void challenge(HttpExchange exchange, String challenge) throws IOException {
        exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
        answer(exchange, 401, new byte[0]);
    }

    private static RegistrySettings settings(Credentials credentials, String... alsoAllowed) {
        return new RegistrySettings(
                LOOPBACK, Set.of(alsoAllowed), true, Optional.empty(), credentials, Duration.ofSeconds(2));
    }

    private static RegistryImages open(String host, RegistrySettings settings) throws IOException {
        return RegistryImages.open(
                ImageRef.parse(host + "/team/shop").orElseThrow(),
                settings,
                ImageLimits.DEFAULT,
                platform -> true,
                DocumentCache.NONE);
    }

    private static int readLayer(RegistryImages images) throws IOException {
        Image image = assertInstanceOf(
                        ImageSource.Found.Readable.class, images.images().getFirst())
                .image();
        try (InputStream in = image.blobs().open(image.layers().getFirst())) {
            return in.readAllBytes().length - (int) image.layers().getFirst().size();
        }
    }

    private static String failure(String host, RegistrySettings settings) {
        return assertThrows(ImageFailure.class, () -> {
                    try (RegistryImages images = open(host, settings)) {
                        readLayer(images);
                    }
                })
                .reason();
    }

    private Credentials login(HttpServer server) {
        return Credentials.of(host(server), "anna", SECRET);
    }

    @Test
    void readsAnImage() throws IOException {
        HttpServer registry = serve(this::honest);
        try (RegistryImages images = open(host(registry), settings(Credentials.NONE))) {
            assertEquals(0, readLayer(images));
        }
        assertEquals(3, seen.size());
        assertTrue(seen.stream().allMatch(line -> line.startsWith("GET /v2/team/shop/")));
    }

    @Test
    void showsItsPasswordOnlyWhenAskedAndOnlyToTheRegistry() throws IOException {
        HttpServer blobs = serve(this::honest);
        HttpServer registry = serve(exchange -> {
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                challenge(exchange, "Basic realm=\"all\"");
            } else if (exchange.getRequestURI().getPath().contains("/blobs/")) {
                redirect(
                        exchange,
                        "http://" + host(blobs) + "/kept"
                                + exchange.getRequestURI().getPath());
            } else {
                honest(exchange);
            }
        });
        try (RegistryImages images = open(host(registry), settings(login(registry), host(blobs)))) {
            assertEquals(0, readLayer(images));
        }
        assertEquals("GET /v2/team/shop/manifests/latest", seen.getFirst());
        assertTrue(seen.contains("GET /v2/team/shop/manifests/latest as Basic"));
        List<String> elsewhere =
                seen.stream().filter(line -> line.startsWith("GET /kept")).toList();
        assertEquals(2, elsewhere.size());
        assertTrue(elsewhere.stream().noneMatch(line -> line.contains(" as ")), elsewhere.toString());
    }

    /** Even to the registry itself: a redirect is not the registry's own word. */
    @Test
    void redirectsAreFollowedWithoutCredentials() throws IOException {
        HttpServer registry = serve(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/elsewhere")) {
                honest(exchange);
            } else if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                challenge(exchange, "Basic realm=\"all\"");
            } else {
                redirect(exchange, "/elsewhere" + exchange.getRequestURI().getPath());
            }
        });
        try (RegistryImages images = open(host(registry), settings(login(registry)))) {
            assertEquals(0, readLayer(images));
        }
        assertTrue(seen.stream().noneMatch(line -> line.contains("/elsewhere") && line.contains(" as ")));
    }

    @Test
    void redirectsElsewhereAreNotFollowed() throws IOException {
        HttpServer other = serve(this::honest);
        for (String target : List.of(
                "http://" + host(other) + "/x",
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost:" + other.getAddress().getPort() + "/x",
                "https://" + host(other) + "/x",
                "//" + host(other) + "/x",
                "file:///etc/shadow",
                "http://anna:pw@" + host(other) + "/",
                "http://[::ffff:127.0.0.1]:" + other.getAddress().getPort() + "/",
                "\\\\x")) {
            HttpServer registry = serve(exchange -> redirect(exchange, target));
            seen.clear();
            String reason = failure(host(registry), settings(login(registry)));
            assertTrue(reason.contains("the registry "), target + ": " + reason);
            assertEquals(1, seen.size(), target);
        }
    }

    @Test
    void redirectsWithoutEndEnd() throws IOException {
        HttpServer registry = serve(exchange -> redirect(exchange, exchange.getRequestURI() + "x"));
        assertTrue(failure(host(registry), settings(Credentials.NONE)).contains("more than 5 redirects"));
    }

    @Test
    void allowedHostsAtForbiddenAddressesAreNotAsked() throws IOException {
        HttpServer registry = serve(exchange -> redirect(exchange, "http://169.254.169.254/latest/meta-data/"));
        String reason = failure(host(registry), settings(Credentials.NONE, "169.254.169.254"));
        assertTrue(reason.contains("169.254.169.254 has an address that is not public"), reason);
    }

    @Test
    void privateAddressesAreRefusedUnlessAllowed() throws IOException {
        HttpServer registry = serve(this::honest);
        RegistrySettings publicOnly = new RegistrySettings(
                AddressRule.PUBLIC, Set.of(), true, Optional.empty(), Credentials.NONE, Duration.ofSeconds(2));
        assertTrue(failure(host(registry), publicOnly).contains("not public"));
        assertTrue(failure("localhost:" + registry.getAddress().getPort(), publicOnly)
                .contains("not public"));
        assertEquals(List.of(), seen);
    }

    /** A name that has one address while it is judged and another one when it is connected to. */
    @Test
    void theAddressThatWasJudgedIsTheOneThatIsAsked() throws IOException {
        HttpServer registry = serve(this::honest);
        String name = "registry.invalid:" + registry.getAddress().getPort();
        PinnedNames.pin("registry.invalid", List.of(InetAddress.getByName("127.0.0.1")));
        try (RegistryImages images = open(name, settings(Credentials.NONE))) {
            PinnedNames.unpin("registry.invalid");
            // whoever looks the name up now finds what was judged, not what the resolver of the machine says
            assertEquals(List.of("127.0.0.1"), looked("registry.invalid"));
            assertEquals(List.of("127.0.0.1"), looked("Registry.INVALID"));
            assertEquals(0, readLayer(images));
        }
        PinnedNames.pin("rebound.invalid", List.of(InetAddress.getByName("169.254.169.254")));
        try {
            assertTrue(failure("rebound.invalid", settings(Credentials.NONE)).contains("not public"));
        } finally {
            PinnedNames.unpin("rebound.invalid");
        }
    }

    /** What PinnedNames answers on a machine whose resolver says something else. */
    private static List<String> looked(String name) throws IOException {
        InetAddressResolver machine = new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                return Stream.of(InetAddress.getByName("169.254.169.254"));
            }

            @Override
            public String lookupByAddress(byte[] address) {
                return "";
            }
        };
        return PinnedNames.over(machine)
                .lookupByName(name, InetAddressResolver.LookupPolicy.of(InetAddressResolver.LookupPolicy.IPV4))
                .map(InetAddress::getHostAddress)
                .toList();
    }

    /** A name is one name however it is spelled: the machine's resolver is not asked for another spelling. */
    @Test
    void aRedirectToTheSameNameSpelledOtherwiseGoesToTheAddressThatWasJudged() throws IOException {
        HttpServer registry = serve(exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/again")) {
                honest(exchange);
                return;
            }
            redirect(
                    exchange,
                    "http://OTHERWISE.Invalid:" + exchange.getLocalAddress().getPort() + "/again" + path);
        });
        PinnedNames.pin("otherwise.invalid", List.of(InetAddress.getByName("127.0.0.1")));
        try (RegistryImages images =
                open("otherwise.invalid:" + registry.getAddress().getPort(), settings(Credentials.NONE))) {
            assertEquals(0, readLayer(images));
        } finally {
            PinnedNames.unpin("otherwise.invalid");
        }
    }

    /** A token service in clear text on an allowed host gets no password, unless clear text was allowed. */
    @Test
    void tokenServicesInClearTextAreNotAskedByARegistryWithTls() {
        RegistrySettings tls = new RegistrySettings(
                LOOPBACK, Set.of("127.0.0.1:80"), false, Optional.empty(), Credentials.NONE, Duration.ofSeconds(2));
        RegistrySettings clear = settings(Credentials.NONE, "127.0.0.1:80");
        assertEquals(false, RegistryClient.isCompanion(new Endpoint("http", "127.0.0.1", 80), tls, "a.example"));
        assertEquals(true, RegistryClient.isCompanion(new Endpoint("http", "127.0.0.1", 80), clear, "a.example"));
        assertEquals(true, RegistryClient.isCompanion(new Endpoint("https", "127.0.0.1", 80), tls, "a.example"));
    }

    /** What an index names is verified like what the reference names. */
    @Test
    void theManifestsOfAnIndexAreVerified() throws IOException {
        HttpServer registry = serve(exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/manifests/latest")) {
                String child = OciLayout.descriptor("x", manifest, 13);
                answer(exchange, 200, ("{\"manifests\":[" + child + "]}").getBytes(StandardCharsets.UTF_8));
                return;
            }
            answer(exchange, 200, "{\"layers\":[]}".getBytes(StandardCharsets.UTF_8));
        });
        try (RegistryImages images = open(host(registry), settings(Credentials.NONE))) {
            assertTrue(
                    images.images().toString().contains("does not have the digest"),
                    images.images().toString());
        }
    }

    @Test
    void oneForbiddenAddressAmongOthersIsEnough() throws IOException {
        PinnedNames.pin(
                "mixed.invalid", List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("169.254.169.254")));
        try {
            assertTrue(failure("mixed.invalid", settings(Credentials.NONE)).contains("not public"));
        } finally {
            PinnedNames.unpin("mixed.invalid");
        }
    }

    @Test
    void asksTheTokenServiceThatItIsSentTo() throws IOException {
        HttpServer tokens = serve(exchange -> answer(
                exchange,
                200,
                ("{\"token\":\"" + exchange.getRequestURI().getQuery().replaceAll("[^a-z]", "") + "\"}")
                        .getBytes(StandardCharsets.UTF_8)));
        HttpServer registry = serve(exchange -> {
            if ("Bearer serviceshopscoperepositoryteamshoppull"
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                honest(exchange);
            } else {
                challenge(
                        exchange,
                        "Bearer realm=\"http://" + host(tokens)
                                + "/token\",service=\"shop\",scope=\"repository:x:push\"");
            }
        });
        try (RegistryImages images = open(host(registry), settings(login(registry), host(tokens)))) {
            assertEquals(0, readLayer(images));
        }
        assertEquals("GET /token as Basic", seen.get(1));
        assertEquals("GET /v2/team/shop/manifests/latest as Bearer", seen.get(2));
        seen.clear();
        try (RegistryImages images = open(host(registry), settings(Credentials.NONE, host(tokens)))) {
            assertEquals(0, readLayer(images));
        }
        assertEquals("GET /token", seen.get(1));
    }

    @Test
    void tokenServicesThatNobodyAllowedAreNotAsked() throws IOException {
        HttpServer thief =
                serve(exchange -> answer(exchange, 200, "{\"token\":\"x\"}".getBytes(StandardCharsets.UTF_8)));
        for (String realm :
                List.of("http://" + host(thief) + "/token", "http://169.254.169.254/", "file:///etc/passwd", "x y")) {
            HttpServer registry = serve(exchange -> challenge(exchange, "Bearer realm=\"" + realm + "\""));
            seen.clear();
            failure(host(registry), settings(login(registry)));
            assertEquals(List.of("GET /v2/team/shop/manifests/latest"), seen, realm);
        }
    }

    @Test
    void tokensThatAreNoneAreRefused() throws IOException {
        for (String token : List.of("{}", "{\"token\":\"a b\"}", "{\"token\":\"a\\r\\nX: y\"}", "[]", "x")) {
            List<HttpServer> self = new ArrayList<>();
            self.add(serve(exchange -> {
                if (exchange.getRequestURI().getPath().equals("/token")) {
                    answer(exchange, 200, token.getBytes(StandardCharsets.UTF_8));
                } else {
                    challenge(exchange, "Bearer realm=\"http://" + host(self.getFirst()) + "/token\"");
                }
            }));
            String reason = failure(host(self.getFirst()), settings(Credentials.NONE));
            assertTrue(reason.contains("token") || reason.contains("JSON"), reason);
        }
    }

    @Test
    void contentIsVerified() throws IOException {
        HttpServer registry = serve(exchange -> {
            if (exchange.getRequestURI().getPath().contains("/manifests/")) {
                exchange.getResponseHeaders().add("Docker-Content-Digest", manifest);
                answer(exchange, 200, "{\"layers\":[]}".getBytes(StandardCharsets.UTF_8));
            }
        });
        assertTrue(failure(host(registry), settings(Credentials.NONE)).contains("does not have the digest"));
    }

    @Test
    void aRegistryThatStopsSendingIsLeft() throws IOException {
        HttpServer registry = serve(exchange -> {
            if (exchange.getRequestURI().getPath().contains("/manifests/")) {
                honest(exchange);
                return;
            }
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
        });
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try (RegistryImages images = open(host(registry), settings(Credentials.NONE))) {
                assertTrue(
                        images.images().toString().contains("stopped sending"),
                        images.images().toString());
            }
        });
    }

    @Test
    void aRegistryThatDoesNotAnswerIsLeft() throws IOException {
        HttpServer registry = serve(exchange -> {});
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertTrue(
                        failure(host(registry), settings(Credentials.NONE)).contains("no answer")));
    }

    @Test
    void answersAreNeverRepeated() throws IOException {
        HttpServer registry = serve(exchange -> answer(
                exchange, 403, ("{\"errors\":[{\"message\":\"" + SECRET + "\"}]}").getBytes(StandardCharsets.UTF_8)));
        String reason = failure(host(registry), settings(login(registry)));
        assertTrue(reason.contains("403"), reason);
        assertTrue(!reason.contains(SECRET), reason);
        assertTrue(!login(registry).toString().contains(SECRET));
    }

    @Test
    void readsWhatLoginsKeep() throws IOException {
        Path file = work.resolve("config.json");
        String basic =
                java.util.Base64.getEncoder().encodeToString(("anna:" + SECRET).getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                file,
                "{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"" + basic
                        + "\"},\"a.example/team\":{\"username\":\"t\",\"password\":\"p\"},\"a.example\":{\"auth\":\""
                        + basic + "\"},\"helped.example\":{}},\"credsStore\":\"desktop\"}");
        Credentials credentials = Credentials.read(file);
        assertEquals("anna", user(credentials, "debian"));
        assertEquals("t", user(credentials, "a.example/team/shop"));
        assertEquals("anna", user(credentials, "a.example/teams"));
        assertEquals("nobody", user(credentials, "b.example/x"));
        assertEquals("nobody", user(credentials, "helped.example/x"));
        Files.writeString(file, "{\"auths\":{\"a\":{\"auth\":\"" + SECRET + "!\"}}}");
        ImageFailure failure = assertThrows(ImageFailure.class, () -> Credentials.read(file));
        assertTrue(!failure.toString().contains(SECRET));
    }

    private static String user(Credentials credentials, String reference) {
        return credentials
                .login(ImageRef.parse(reference).orElseThrow())
                .map(Credentials.Login::user)
                .orElse("nobody");
    }
}
