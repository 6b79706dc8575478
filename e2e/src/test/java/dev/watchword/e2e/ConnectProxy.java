package dev.watchword.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP proxy that does nothing but CONNECT (RFC 9110, section 9.3.6), knows one name that nobody else can resolve, and keeps the first
 * line of every request.
 */
final class ConnectProxy implements AutoCloseable {

    private static final int LONGEST_HEAD = 16 << 10;

    private final ServerSocket socket;
    private final String name;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private ConnectProxy(ServerSocket socket, String name) {
        this.socket = socket;
        this.name = name;
    }

    /** A proxy on a port of its own, for which this name is the loopback interface. */
    static ConnectProxy knowing(String name) throws IOException {
        ConnectProxy proxy = new ConnectProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), name);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    /** {@code host:port}. */
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** The first line of every request so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            String first = head(client.getInputStream()).lines().findFirst().orElse("");
            asked.add(first);
            String[] words = first.split(" ");
            String target = words.length == 3 && words[0].equals("CONNECT") ? words[1] : "";
            OutputStream out = client.getOutputStream();
            if (!target.startsWith(name + ":")) {
                out.write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            int port = Integer.parseInt(target.substring(name.length() + 1));
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread back = Thread.ofVirtual().start(() -> pipe(server, client));
                pipe(client, server);
                back.join();
            }
        } catch (IOException e) {
            // one of both went away
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Up to the empty line, byte for byte: what follows is not the proxy's. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void pipe(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // the other direction ends with it
        }
    }
}
