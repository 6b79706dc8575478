package dev.watchword.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageJson;
import dev.watchword.image.ImageRef;
import dev.watchword.image.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one registry for things of one repository, or for what repositories it has (OCI distribution specification, "Pull" and
 * "Content Discovery"; Docker's token authentication).
 *
 * <p>Every connection goes to the registry itself or to a host that somebody allowed for it, at an address that was judged
 * and pinned first. Credentials go to the registry's own endpoint and to a token service on such a host, and to nobody
 * else: what a redirect leads to is asked without them. Answers are followed by hand, so nothing of this depends on what
 * an HTTP client thinks is reasonable. Belongs to one thread.
 */
final class RegistryClient implements AutoCloseable {

    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_TOKEN_BYTES = 256 << 10;
    private static final int OK = 200;
    private static final Pattern NEXT = Pattern.compile("<([^<>]{1,4096})>\\s*;[^,]*rel=\"?next");
    private static final int UNAUTHORIZED = 401;

    private final String base;
    private final String scope;
    private final Optional<Credentials.Login> login;
    private final RegistrySettings settings;
    private final Endpoint registry;
    private final HttpClient client;
    private final Set<String> pinned = new HashSet<>();
    private final ScheduledExecutorService watchers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watchword-registry").factory());

    private @Nullable String authorization;

    private RegistryClient(
            String host, String base, String scope, Optional<Credentials.Login> login, RegistrySettings settings)
            throws IOException {
        this.base = base;
        this.scope = scope;
        this.login = login;
        this.settings = settings;
        this.registry =
                Endpoint.of(host.equals(ImageRef.DOCKER_HUB) ? Companions.DOCKER_HUB_API : host, settings.plainHttp());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(settings.timeout());
        if (settings.authority().isPresent()) {
            builder.sslContext(Trust.with(settings.authority().get()));
        }
        this.client = builder.build();
    }

    /** For things of an image's repository: paths follow {@code /v2/REPOSITORY}. */
    static RegistryClient ofRepository(ImageRef image, RegistrySettings settings) throws IOException {
        return new RegistryClient(
                image.host(),
                "/v2/" + image.repository(),
                "repository:" + image.repository() + ":pull",
                settings.credentials().login(image),
                settings);
    }

    /** For the registry's list of repositories: paths follow {@code /v2}. */
    static RegistryClient ofCatalogue(String host, RegistrySettings settings) throws IOException {
        return new RegistryClient(
                host, "/v2", "registry:catalog:*", settings.credentials().login(host), settings);
    }

    /**
     * An answer, whose body its receiver closes.
     *
     * @param contentDigest as the registry tells it
     * @param link where the list goes on, as a path and query of the registry itself; empty at its end
     */
    record Answer(InputStream body, Optional<String> contentDigest, Optional<String> link) {}

    /**
     * Asks for something.
     *
     * @param path what follows the base
     * @param accept media types
     */
    Answer get(String path, String accept) throws IOException {
        return answer(registry.address(base + path), accept);
    }

    /**
     * Goes on with a list.
     *
     * @param link as an answer had it
     */
    Answer next(String link, String accept) throws IOException {
        return answer(registry.address(link), accept);
    }

    private Answer answer(URI asked, String accept) throws IOException {
        URI address = asked;
        HttpResponse<InputStream> response = ask(address, accept, authorization);
        if (response.statusCode() == UNAUTHORIZED) {
            response.body().close();
            authorization = authorized(response);
            response = ask(address, accept, authorization);
        }
        for (int redirects = 0; isRedirect(response.statusCode()); redirects++) {
            response.body().close();
            if (redirects == MAX_REDIRECTS) {
                throw new ImageFailure("the registry answered with more than " + MAX_REDIRECTS + " redirects");
            }
            address = target(address, response);
            response = ask(address, accept, null);
        }
        if (response.statusCode() != OK) {
            response.body().close();
            String told = "the registry answered " + response.statusCode() + meaning(response.statusCode());
            throw passes(response.statusCode()) ? new RegistryUnavailable(told) : new ImageFailure(told);
        }
        return new Answer(
                new Body(response.body(), watchers, settings.timeout().toNanos()),
                response.headers().firstValue("docker-content-digest"),
                link(asked, response));
    }

    /** Whether the same may be answered another time. */
    private static boolean passes(int status) {
        return status >= 500 || status == 429 || status == 408;
    }

    /** The address of the next page (RFC 8288), which must be the registry's own. */
    private Optional<String> link(URI from, HttpResponse<?> response) throws ImageFailure {
        Optional<Matcher> next = response.headers().allValues("link").stream()
                .map(NEXT::matcher)
                .filter(Matcher::find)
                .findFirst();
        if (next.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI target = from.resolve(next.get().group(1));
            if (Endpoint.of(target).filter(registry::equals).isEmpty()) {
                throw new ImageFailure("the registry's list goes on at another host");
            }
            String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
            return Optional.of(target.getRawPath() + query);
        } catch (IllegalArgumentException e) {
            throw new ImageFailure("the registry's list goes on at what is no address");
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private String meaning(int status) {
        return switch (status) {
            case UNAUTHORIZED, 403 ->
                login.isPresent()
                        ? ": these credentials may not read it"
                        : ": credentials are needed, and none are known for this registry";
            case 404 -> ": there is none";
            case 429 -> ": too many requests";
            default -> "";
        };
    }

    private URI target(URI from, HttpResponse<?> response) throws ImageFailure {
        String location = response.headers().firstValue("location").orElse("");
        try {
            URI target = from.resolve(location);
            boolean downgraded = "https".equals(from.getScheme()) && !"https".equals(target.getScheme());
            if (location.isEmpty() || downgraded) {
                throw new ImageFailure("the registry redirects to " + Quoted.of(location) + ", which is not followed");
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw new ImageFailure("the registry redirects to " + Quoted.of(location) + ", which is no address");
        }
    }

    private HttpResponse<InputStream> ask(URI address, String accept, @Nullable String authorized) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(permitted(address))
                .timeout(settings.timeout())
                .GET();
        request.header("Accept", accept);
        request.header("User-Agent", "watchword");
        if (authorized != null) {
            request.header("Authorization", authorized);
        }
        return send(request.build());
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageFailure("interrupted while a registry was asked");
        } catch (SSLException e) {
            throw new ImageFailure(
                    "no trusted TLS connection to " + Quoted.of(request.uri().getHost()));
        } catch (IOException e) {
            throw new RegistryUnavailable("no answer from "
                    + Quoted.of(request.uri().getHost()) + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** The address as it was judged: what is asked is the endpoint that was permitted, letter by letter. */
    private URI permitted(URI address) throws ImageFailure {
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        try {
            return permit(address).address(address.getRawPath() + query);
        } catch (IllegalArgumentException e) {
            throw new ImageFailure("the registry sends to what is no address of HTTP");
        }
    }

    /** Judges whom a request goes to, and pins the addresses that were judged. */
    private Endpoint permit(URI address) throws ImageFailure {
        Endpoint endpoint = Endpoint.of(address)
                .orElseThrow(() -> new ImageFailure("the registry sends to what is no address of HTTP"));
        if (!endpoint.equals(registry) && !isCompanion(endpoint, settings, registry.host())) {
            throw new ImageFailure(
                    "the registry sends to " + Quoted.of(endpoint.toString()) + ", which nobody allowed");
        }
        if (!pinned.contains(endpoint.name())) {
            PinnedNames.pin(endpoint.name(), settings.addresses().judged(endpoint.name()));
            pinned.add(endpoint.name());
        }
        return endpoint;
    }

    /** Whether an endpoint may be asked beside the registry: somebody allowed it, or everybody knows that they belong together. */
    static boolean isCompanion(Endpoint endpoint, RegistrySettings settings, String registry) {
        if (!endpoint.isTls() && !settings.plainHttp()) {
            return false;
        }
        boolean usualPort = endpoint.port() == (endpoint.isTls() ? Endpoint.HTTPS_PORT : Endpoint.HTTP_PORT);
        String withPort = endpoint.host() + ":" + endpoint.port();
        return settings.alsoAllowed().contains(withPort)
                || (usualPort
                        && (settings.alsoAllowed().contains(endpoint.host())
                                || (endpoint.isTls() && Companions.of(registry).contains(endpoint.host()))));
    }

    private String authorized(HttpResponse<?> response) throws IOException {
        Challenge challenge = Challenge.of(response.headers().allValues("www-authenticate"))
                .orElseThrow(() -> new ImageFailure("the registry asks for credentials of an unknown kind"));
        if (challenge.scheme().equals("basic")) {
            return login.map(Credentials.Login::basic)
                    .orElseThrow(() -> new ImageFailure("the registry answered 401" + meaning(UNAUTHORIZED)));
        }
        return "Bearer " + token(challenge);
    }

    private String token(Challenge challenge) throws IOException {
        String realm = challenge.parameters().getOrDefault("realm", "");
        URI service;
        try {
            service = URI.create(realm);
        } catch (IllegalArgumentException e) {
            throw new ImageFailure("the registry's token service is no address");
        }
        service = permitted(service);
        String query =
                "service=" + encoded(challenge.parameters().getOrDefault("service", "")) + "&scope=" + encoded(scope);
        boolean refreshes = login.map(known -> !known.identityToken().isEmpty()).orElse(false);
        HttpRequest.Builder request;
        if (refreshes) {
            request = HttpRequest.newBuilder(service)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=refresh_token&client_id=watchword&"
                            + query + "&refresh_token="
                            + encoded(login.get().identityToken())));
        } else {
            request = HttpRequest.newBuilder(URI.create(service + (service.getRawQuery() == null ? "?" : "&") + query))
                    .GET();
            login.ifPresent(known -> request.header("Authorization", known.basic()));
        }
        request.timeout(settings.timeout()).header("User-Agent", "watchword");
        HttpResponse<InputStream> response = send(request.build());
        try (InputStream body =
                new Body(response.body(), watchers, settings.timeout().toNanos())) {
            if (response.statusCode() != OK) {
                String told = "the registry's token service answered " + response.statusCode();
                throw passes(response.statusCode()) ? new RegistryUnavailable(told) : new ImageFailure(told);
            }
            return token(body.readNBytes(MAX_TOKEN_BYTES));
        }
    }

    private static String token(byte[] document) throws ImageFailure {
        JsonNode json = ImageJson.object(document);
        String token = json.path("token").asText(json.path("access_token").asText(""));
        boolean plain = !token.isEmpty() && token.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (!plain) {
            throw new ImageFailure("the registry's token service gave no token");
        }
        return token;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
        watchers.shutdownNow();
        pinned.forEach(PinnedNames::unpin);
        pinned.clear();
    }
}
