package dev.watchword.server.agents;

import dev.watchword.server.TestApi;
import dev.watchword.server.http.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a test agent reaches its server. */
@FunctionalInterface
public interface Transport {

    /** @param target path and query */
    Reply send(String method, String target, byte[] body, Map<String, String> headers);

    /** @param headers by lower-case name */
    record Reply(int status, Map<String, String> headers, byte[] body) {}

    /** Without a network. */
    static Transport to(TestApi api) {
        return (method, target, body, headers) -> {
            Map<String, List<String>> sent = new HashMap<>();
            headers.forEach((name, value) -> sent.put(name.toLowerCase(Locale.ROOT), List.of(value)));
            var answer = api.call(Verb.valueOf(method), target, body, sent).answer();
            Map<String, String> got = new HashMap<>();
            answer.headers().forEach((name, value) -> got.put(name.toLowerCase(Locale.ROOT), value));
            return new Reply(answer.status(), got, answer.body());
        };
    }

    /** Over HTTP. */
    static Transport to(URI server) {
        HttpClient client = HttpClient.newHttpClient();
        return (method, target, body, headers) -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(target))
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            try {
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                Map<String, String> got = new HashMap<>();
                response.headers().map().forEach((name, values) -> got.put(name, values.getFirst()));
                return new Reply(response.statusCode(), got, response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
