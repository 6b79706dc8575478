package dev.watchword.server.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceConnectionsTest {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (Socket each : open) {
            each.close();
        }
        server.stop();
    }

    @Test
    void endsThoseBeyondTheBound() throws Exception {
        listen(new SourceConnections(2, address -> false));
        assertTrue(isServed("127.0.0.1"));
        assertTrue(isServed("127.0.0.1"));
        assertFalse(isServed("127.0.0.1"));
        assertTrue(isServed("127.0.0.2"), "another source has its own");
    }

    @Test
    void givesThePlaceOfAnEndedOneToTheNext() throws Exception {
        listen(new SourceConnections(1, address -> false));
        assertTrue(isServed("127.0.0.1"));
        open.getFirst().close();
        // The server hears of it a moment later.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!isServed("127.0.0.1")) {
            assertTrue(System.nanoTime() < end, "no place became free");
            Thread.sleep(20);
        }
        assertFalse(isServed("127.0.0.1"));
    }

    @Test
    void countsNoneOfThisMachine() throws Exception {
        listen(SourceConnections.of(1, false));
        assertTrue(isServed("127.0.0.1"));
        assertTrue(isServed("127.0.0.1"));
    }

    @Test
    void takesANeighbourForAProxyOnlyWhenToldSo() throws Exception {
        InetAddress near = InetAddress.getByName("10.0.0.1");
        assertTrue(SourceConnections.of(1, true).isFree(near));
        assertFalse(SourceConnections.of(1, false).isFree(near));
        assertFalse(SourceConnections.of(1, true).isFree(InetAddress.getByName("192.0.2.1")));
    }

    private void listen(SourceConnections bound) throws Exception {
        connector.setHost("127.0.0.1");
        connector.addBean(bound);
        server.addConnector(connector);
        server.start();
    }

    /** Whether a new connection from there, which stays open, gets an answer. */
    private boolean isServed(String from) throws IOException {
        Socket socket = new Socket();
        open.add(socket);
        socket.setSoTimeout(20_000);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", connector.getLocalPort()));
        try {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            return socket.getInputStream().read() == 'H';
        } catch (IOException ended) {
            return false;
        }
    }
}
