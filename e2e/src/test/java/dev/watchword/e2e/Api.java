package dev.watchword.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A plain HTTP client of one caller: what it sends is written in the test, byte for byte.
 *
 * @param endpoint the server, without a slash at the end
 * @param credential who calls
 * @param headers further ones of every call
 */
record Api(String endpoint, Credential credential, Map<String, String> headers) {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** Without credentials. */
    static Api of(String endpoint) {
        return new Api(endpoint, new Credential.None(), Map.of());
    }

    /** The same server, called by somebody else. */
    Api as(Credential other) {
        return new Api(endpoint, other, headers);
    }

    /** The same caller with a further header. */
    Api with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Api(endpoint, credential, Map.copyOf(more));
    }

    Reply get(String target) {
        return call("GET", target, "");
    }

    Reply delete(String target) {
        return call("DELETE", target, "");
    }

    Reply post(String target, String body) {
        return call("POST", target, body);
    }

    Reply put(String target, String body) {
        return call("PUT", target, body);
    }

    /**
     * @param target path and query, percent-encoded
     * @param body as on the wire; {@code ""} sends none
     */
    Reply call(String method, String target, String body) {
        return call(method, target, body.getBytes(StandardCharsets.UTF_8));
    }

    Reply call(String method, String target, byte[] body) {
        return send(request(method, target, body, Instant.now()));
    }

    /** The request as it would be sent, to be sent more than once or too late. */
    HttpRequest request(String method, String target, byte[] body, Instant at) {
        URI uri = URI.create(endpoint + target);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body.length > 0 && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        switch (credential) {
            case Credential.None none -> {}
            case Credential.Token token -> request.header("X-Auth-Token", token.value());
            case Credential.Key key ->
                Signature.headers(key, method, uri, body, at).forEach(request::header);
        }
        return request.build();
    }

    static Reply send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(
                    response.statusCode(),
                    response.headers().map(),
                    new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Logs in by password; the token is for the project. */
    Reply login(String domain, String user, String password, String projectScope) {
        return as(new Credential.None()).post("/v3/auth/tokens", """
                {"auth":{"identity":{"methods":["password"],"password":{"user":{
                  "name":%s,"password":%s,"domain":{"name":%s}}}},
                  "scope":{"project":{"id":%s}}}}""".formatted(
                        quoted(user), quoted(password), quoted(domain), quoted(projectScope)));
    }

    /** A JSON string. */
    static String quoted(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }

    @Override
    public String toString() {
        return endpoint + " by " + credential;
    }
}
