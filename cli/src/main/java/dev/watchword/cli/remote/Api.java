package dev.watchword.cli.remote;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.agent.link.Unreached;
import dev.watchword.audit.report.Inert;
import dev.watchword.cli.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Calls a server as the {@link Profile} says. Follows no redirect, so that a credential goes to no other place. What the
 * server refuses becomes a {@link Failure} with its code, message and request id.
 */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Profile profile;
    private final HttpClient client;

    Api(Profile profile) {
        this.profile = profile;
        this.client = client(profile.authority());
    }

    /** As the last login. */
    static Api current() {
        return new Api(Profile.current());
    }

    /** Text as one segment of a path or value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    /** An empty JSON object to fill. */
    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The server's address, without a slash at its end. */
    String endpoint() {
        return base(profile.endpoint());
    }

    /** The project's part of a path. */
    String project() {
        return encoded(profile.projectId());
    }

    JsonNode get(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return call("GET", parameters.isEmpty() ? path : path + "?" + parameters, Optional.empty());
    }

    JsonNode get(String path) {
        return get(path, Map.of());
    }

    JsonNode post(String path, JsonNode body) {
        return call("POST", path, Optional.of(body));
    }

    /** Without a body. */
    JsonNode post(String path) {
        return call("POST", path, Optional.empty());
    }

    JsonNode put(String path, JsonNode body) {
        return call("PUT", path, Optional.of(body));
    }

    JsonNode delete(String path) {
        return call("DELETE", path, Optional.empty());
    }

    /** What is there, or nothing when the server knows no such object. */
    Optional<JsonNode> find(String path) {
        HttpResponse<byte[]> response = exchanged(client, request("GET", path, Optional.empty()));
        return response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(received(response).body());
    }

    private JsonNode call(String method, String target, Optional<JsonNode> json) {
        return received(exchanged(client, request(method, target, json))).body();
    }

    private HttpRequest request(String method, String target, Optional<JsonNode> json) {
        byte[] body = json.map(tree -> tree.toString().getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> new byte[0]);
        HttpRequest.Builder request = HttpRequest.newBuilder(address(profile.endpoint(), target))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        switch (profile.credential()) {
            case Profile.Credential.Token token -> headers.put("X-Auth-Token", token.value());
            case Profile.Credential.AccessKey key ->
                headers.putAll(Signed.headers(key, method, profile.endpoint(), target, body));
        }
        headers.forEach(request::header);
        return request.build();
    }

    /** What came back: the body, or nothing, and the token that a login gives. */
    record Received(JsonNode body, Optional<String> token) {}

    /** A token for a user's password. */
    static Received login(URI endpoint, Optional<Path> authority, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(address(endpoint, "/v3/auth/tokens?nocatalog=1"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toString().getBytes(StandardCharsets.UTF_8)))
                .build();
        return received(exchanged(client(authority), request));
    }

    private static URI address(URI endpoint, String target) {
        return URI.create(base(endpoint) + target);
    }

    private static String base(URI endpoint) {
        String text = endpoint.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static HttpResponse<byte[]> exchanged(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw Failure.failed(
                    "the server at " + request.uri().getAuthority() + " cannot be reached: " + Unreached.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted");
        }
    }

    private static Received received(HttpResponse<byte[]> response) {
        JsonNode body = parsed(response.body());
        if (response.statusCode() / 100 != 2) {
            throw refused(response, body);
        }
        return new Received(body, response.headers().firstValue("X-Subject-Token"));
    }

    private static Failure refused(HttpResponse<byte[]> response, JsonNode body) {
        JsonNode error = body.has("error") ? body.path("error") : body;
        String code = error.path("error_code").asText(error.path("code").asText(""));
        String message = error.path("error_msg").asText(error.path("message").asText("the server gave no reason"));
        String id = response.headers().firstValue("X-Request-Id").orElse("unknown");
        return Failure.failed(Inert.visible("the server refused (" + response.statusCode() + " " + code + "): "
                + message + " [request " + id + "]"));
    }

    private static JsonNode parsed(byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw Failure.failed("the server's answer cannot be read");
        }
    }

    private static HttpClient client(Optional<Path> authority) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER);
        authority.ifPresent(file -> builder.sslContext(trusting(file)));
        return builder.build();
    }

    private static SSLContext trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca" + number++, each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw Failure.failed(file + " holds no certificates that can be read");
        }
    }
}
