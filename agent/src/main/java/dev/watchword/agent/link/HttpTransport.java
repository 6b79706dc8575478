package dev.watchword.agent.link;

import dev.watchword.agent.identity.ServerAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP/1.1 to one server, through a proxy where there is one. Follows no redirect, sends no cookie, reads no more than it was told, and
 * gives up after a while whether or not bytes still trickle in.
 */
public final class HttpTransport implements Transport {

    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration WHOLE = Duration.ofSeconds(120);

    private final String base;
    private final HttpClient client;
    private final Duration whole;

    private HttpTransport(String base, HttpClient client, Duration whole) {
        this.base = base;
        this.client = client;
        this.whole = whole;
    }

    /**
     * A transport to this server.
     *
     * @throws IOException when the file of authorities cannot be used
     */
    public static HttpTransport to(ServerAddress server) throws IOException {
        return to(server, WHOLE);
    }

    /** The same, where a call that takes longer than {@code whole} is given up. */
    public static HttpTransport to(ServerAddress server, Duration whole) throws IOException {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(whole.compareTo(CONNECT) < 0 ? whole : CONNECT)
                .proxy(server.proxy().isEmpty() ? HttpClient.Builder.NO_PROXY : proxy(server.proxy()));
        if (!server.authority().isEmpty()) {
            client.sslContext(Authorities.trusting(server.authority()));
        }
        return new HttpTransport(server.base(), client.build(), whole);
    }

    @Override
    public Reply send(Outgoing request) throws IOException, InterruptedException {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(base + request.path() + query))
                .timeout(whole)
                .header("Accept", "application/json")
                .method(
                        request.method(),
                        request.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        if (request.body().length > 0) {
            call.header("Content-Type", "application/json");
        }
        request.headers().forEach(call::header);
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                call.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), request.mostBytes()));
        return reply(awaited(answer));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpResponse<byte[]> awaited(CompletableFuture<HttpResponse<byte[]>> answer)
            throws IOException, InterruptedException {
        try {
            return answer.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(Unreached.reason(e), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer within " + whole.toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Reply(response.statusCode(), headers, response.body());
    }

    private static ProxySelector proxy(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return ProxySelector.of(new InetSocketAddress(
                hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1))));
    }
}
