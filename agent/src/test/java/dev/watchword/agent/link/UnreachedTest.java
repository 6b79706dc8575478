package dev.watchword.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class UnreachedTest {

    private static String reason(String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return Unreached.reason(assertThrows(
                    IOException.class, () -> client.send(request, HttpResponse.BodyHandlers.discarding())));
        }
    }

    @Test
    void aPortWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertEquals(
                "no connection, nobody listens there or something on the way forbids it",
                reason("http://127.0.0.1:" + port));
    }

    @Test
    void aNameThatNobodyKnows() {
        assertEquals("no address is known for its name", reason("http://nohost.invalid:8080"));
    }

    @Test
    void anyOtherReasonIsTheInnermostInOneLine() {
        assertEquals(
                "IllegalStateException: no path",
                Unreached.reason(new IOException(
                        new SSLHandshakeException("outer").initCause(new IllegalStateException("no path\nto it")))));
        assertEquals("IOException", Unreached.reason(new IOException()));
    }
}
